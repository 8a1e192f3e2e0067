// @ts-check
/** Takes a photo in a dialog. */
import { element } from "./elements.js";
import { words } from "./words.js";

export class Camera {
  #dialog = element("cameraDialog", HTMLDialogElement);
  #video = element("viewfinder", HTMLVideoElement);
  #shoot = element("shoot", HTMLButtonElement);
  #note = element("cameraNote", HTMLElement);
  /** @type {MediaStream | null} */
  #stream = null;

  /**
   * Opens the dialog and takes one photo, if the person does.
   * @param {(photo: Blob) => void} taken
   */
  async open(taken) {
    this.#note.textContent = words.cameraStarting;
    this.#shoot.disabled = true;
    this.#dialog.onclose = () => this.#release();
    element("closeCamera", HTMLButtonElement).onclick = () => this.#dialog.close();
    this.#video.onplaying = () => { this.#shoot.disabled = false; };
    this.#shoot.onclick = async () => {
      const photo = await this.#photo();
      this.#dialog.close();
      if (photo !== null) taken(photo);
    };
    this.#dialog.showModal();
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 1280 } },
      });
      if (!this.#dialog.open) return this.#release(); // Closed while the browser asked for leave.
      this.#video.srcObject = this.#stream;
      this.#note.textContent = words.cameraAim;
    } catch (error) {
      this.#note.textContent = reason(error);
    }
  }

  /** The light of the camera goes out. */
  #release() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    this.#video.srcObject = null;
  }

  /** @returns {Promise<Blob | null>} */
  #photo() {
    const canvas = document.createElement("canvas");
    canvas.width = this.#video.videoWidth;
    canvas.height = this.#video.videoHeight;
    canvas.getContext("2d")?.drawImage(this.#video, 0, 0);
    return new Promise((resolve) => canvas.toBlob(resolve));
  }
}

/** @param {unknown} error */
function reason(error) {
  if (navigator.mediaDevices === undefined) return words.cameraInsecure;
  switch (error instanceof DOMException ? error.name : "") {
    case "NotAllowedError": return words.cameraDenied;
    case "NotFoundError": case "OverconstrainedError": return words.cameraMissing;
    default: return words.cameraBroken;
  }
}
