import logging
import sys

import structlog
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from hub.texts import text_for

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(message)s")
log = structlog.get_logger()
app = FastAPI()


@app.get("/health")
def health() -> dict:
    return {"status": "ok"}


@app.post("/events/{event}/{parcel}")
def notify(event: str, parcel: str) -> dict:
    text = text_for(event, parcel)
    log.info("notified", parcel=parcel, event_name=event)
    return {"text": text}


@app.exception_handler(KeyError)
def unknown_event(_request: Request, error: KeyError) -> JSONResponse:
    log.warning("unknown event", event_name=str(error))
    return JSONResponse({"error": f"No text for {error}"}, status_code=422)
