// @ts-check
/** Pictures from outside: chosen, pasted or dropped. */
import { element } from "./elements.js";

/** @param {(file: Blob) => void} take takes each file that comes in */
export function listenForPictures(take) {
  const input = element("file", HTMLInputElement);
  const paper = element("paper", HTMLElement);
  element("open", HTMLButtonElement).addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    first(input.files, take);
    input.value = ""; // So that the same file can be chosen again.
  });
  addEventListener("paste", (event) => first(event.clipboardData?.files, take));
  addEventListener("dragover", (event) => {
    event.preventDefault(); // Without this the browser would leave the page for the file.
    paper.classList.toggle("awaits", event.dataTransfer?.types.includes("Files") ?? false);
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) paper.classList.remove("awaits");
  });
  addEventListener("drop", (event) => {
    event.preventDefault();
    paper.classList.remove("awaits");
    first(event.dataTransfer?.files, take);
  });
}

/**
 * @param {FileList | null | undefined} files
 * @param {(file: Blob) => void} take
 */
function first(files, take) {
  const file = files?.[0];
  if (file !== undefined) take(file);
}
