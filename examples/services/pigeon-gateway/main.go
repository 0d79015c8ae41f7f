package main

import (
	"fmt"
	"log/slog"
	"net/http"
	"os"
)

// Hands a letter to the loft. Pigeons fly by day only.
func main() {
	loft := os.Getenv("LOFT_URL")
	http.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "coo") })
	http.HandleFunc("/letters", func(w http.ResponseWriter, r *http.Request) {
		answer, err := http.Post(loft+"/pigeons", "text/plain", r.Body)
		if err != nil {
			slog.Error("the loft does not answer", "error", err)
			http.Error(w, "no pigeon", http.StatusBadGateway)
			return
		}
		defer answer.Body.Close()
		w.WriteHeader(answer.StatusCode)
	})
	slog.Error("stopped", "error", http.ListenAndServe(":8080", nil))
}
