"""The one place where errors become responses; details stay in the log."""

from collections.abc import Mapping

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse


def error_response(
    status: int, message: str, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Say what is wrong, and the id under which the log says more."""
    request_id = structlog.contextvars.get_contextvars().get("request_id")
    return JSONResponse(
        {"error": message, "requestId": request_id},
        status_code=status,
        headers=dict(headers or {}),
    )


def add_error_handlers(app: FastAPI) -> None:
    """Answer mistakes of callers; RequestBoundary answers for failures."""

    @app.exception_handler(HTTPException)
    async def refuse(_request: Request, error: HTTPException) -> JSONResponse:
        return error_response(error.status_code, str(error.detail), error.headers)

    @app.exception_handler(RequestValidationError)
    async def explain(_request: Request, error: RequestValidationError) -> JSONResponse:
        problems = [
            f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
            for problem in error.errors()
        ]
        return error_response(400, "; ".join(problems))
