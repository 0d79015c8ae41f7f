import json
from pathlib import Path

import structlog
from flask import Flask, abort
from werkzeug.exceptions import HTTPException

log = structlog.get_logger()
depots = {d["name"]: d for d in json.loads(Path(__file__).with_name("depots.json").read_text())}
app = Flask(__name__)


@app.get("/healthz")
def healthz():
    return {"status": "ok"}


@app.get("/depots")
def all_depots():
    return list(depots.values())


@app.get("/depots/<name>")
def one_depot(name):
    if name not in depots:
        abort(404)
    return depots[name]


@app.errorhandler(Exception)
def failed(error):
    if isinstance(error, HTTPException):
        return {"error": error.name}, error.code
    log.exception("request failed")
    return {"error": "Internal error"}, 500
