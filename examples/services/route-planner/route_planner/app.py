import time
import uuid
from contextlib import asynccontextmanager

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import Histogram, make_asgi_app
from pydantic import BaseModel, Field
from slowapi import Limiter
from slowapi.middleware import SlowAPIMiddleware
from slowapi.util import get_remote_address

from route_planner.depots import Depots
from route_planner.planning import Stop, plan

log = structlog.get_logger()
duration = Histogram(
    "http_request_duration_seconds", "How long requests take", ["method", "route", "status"]
)


class StopBody(BaseModel):
    name: str
    x: float
    y: float


class RouteBody(BaseModel):
    depot: str
    stops: list[StopBody] = Field(max_length=200)


def create_app(depots: Depots) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_app: FastAPI):
        yield
        # Uvicorn has answered what was under way before it comes here.
        await depots.close()
        log.info("stopped")

    app = FastAPI(title="Routes", version="2.3.0", lifespan=lifespan)
    app.state.limiter = Limiter(key_func=get_remote_address, default_limits=["120/minute"])
    app.add_middleware(SlowAPIMiddleware)
    app.mount("/metrics", make_asgi_app())

    @app.middleware("http")
    async def observe(request: Request, call_next):
        request_id = request.headers.get("x-request-id", uuid.uuid4().hex)
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            started = time.perf_counter()
            response: Response = await call_next(request)
            route = getattr(request.scope.get("route"), "path", "unknown")
            duration.labels(request.method, route, response.status_code).observe(
                time.perf_counter() - started
            )
            response.headers["x-request-id"] = request_id
            return response

    @app.exception_handler(Exception)
    async def failed(_request: Request, error: Exception) -> JSONResponse:
        log.error("request failed", exc_info=error)
        return JSONResponse({"error": "Internal error"}, status_code=500)

    @app.get("/healthz")
    async def healthz() -> dict:
        return {"status": "ok"}

    @app.get("/readyz")
    async def readyz(response: Response) -> dict:
        up = await depots.answers()
        response.status_code = 200 if up else 503
        return {"dependencies": {"depot-directory": "up" if up else "down"}}

    @app.post("/routes")
    async def routes(body: RouteBody) -> list[StopBody]:
        start = await depots.find(body.depot)
        ordered = plan(start, [Stop(s.name, s.x, s.y) for s in body.stops])
        return [StopBody(name=s.name, x=s.x, y=s.y) for s in ordered]

    return app
