"""The usual server: FastAPI takes the JSON, OpenCV the PNG, ONNX Runtime the network.

GRAPH=network.onnx MEAN=0.1307 DEVIATION=0.3081 uvicorn peers.fastapi_server:app --workers 2
"""

from __future__ import annotations

import base64
import os

import cv2
import numpy as np
import onnxruntime
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

MEAN, DEVIATION = float(os.environ["MEAN"]), float(os.environ["DEVIATION"])

# The cores are the workers'.
cv2.setNumThreads(1)
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(os.environ["GRAPH"], options, providers=["CPUExecutionProvider"])
app = FastAPI()


class Question(BaseModel):
    image: str


@app.post("/predict")
async def predict(question: Question) -> dict[str, object]:
    try:
        content = base64.b64decode(question.image, validate=True)
    except ValueError as error:
        raise HTTPException(400, "image is not base64") from error
    picture = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_GRAYSCALE)
    if picture is None:
        raise HTTPException(400, "image is no picture")
    small = cv2.resize(picture, (28, 28), interpolation=cv2.INTER_AREA)
    pixels = ((small / np.float32(255) - MEAN) / DEVIATION).astype(np.float32)
    logits = session.run(None, {"image": pixels[np.newaxis, np.newaxis]})[0][0]
    powers = np.exp(logits - logits.max())
    probabilities = powers / powers.sum()
    digit = int(probabilities.argmax())
    return {"digit": digit, "confidence": float(probabilities[digit]), "probabilities": probabilities.tolist()}
