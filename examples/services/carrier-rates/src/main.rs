mod rates;

use axum::{extract::Path, http::StatusCode, routing::get, Json, Router};
use rates::{cheapest, Rate};

const RATES: [Rate; 2] = [
    Rate { carrier: "gull-express", base: 390, per_kilogram: 80 },
    Rate { carrier: "heron-freight", base: 890, per_kilogram: 25 },
];

#[tokio::main]
async fn main() -> std::io::Result<()> {
    tracing_subscriber::fmt().json().init();
    let app = Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/cheapest/:kilograms", get(answer));
    let listener = tokio::net::TcpListener::bind("0.0.0.0:8080").await?;
    axum::serve(listener, app).await
}

async fn answer(Path(kilograms): Path<u32>) -> Result<Json<(String, u32)>, StatusCode> {
    let rate = cheapest(&RATES, kilograms).ok_or(StatusCode::NOT_FOUND)?;
    Ok(Json((rate.carrier.to_owned(), rate.price(kilograms))))
}
