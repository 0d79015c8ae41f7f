package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"git.example.com/pelican-post/sort-engine/internal/belts"
)

func main() {
	log := slog.New(slog.NewJSONHandler(os.Stdout, nil)).With("service", "sort-engine")
	slog.SetDefault(log)

	table, err := belts.Load(os.Getenv("BELT_TABLE"))
	if err != nil {
		log.Error("the belt table cannot be read", "error", err)
		os.Exit(1)
	}

	server := &http.Server{
		Addr:              ":8080",
		Handler:           newHandler(table),
		ReadHeaderTimeout: 5 * time.Second,
	}

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	go func() {
		if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
			log.Error("the server stopped", "error", err)
			stop()
		}
	}()

	<-ctx.Done()
	draining, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := server.Shutdown(draining); err != nil {
		log.Error("requests were cut off", "error", err)
	}
}
