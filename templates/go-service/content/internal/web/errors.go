// Package web is what all routes share: how errors become responses, and what
// happens around a request.
package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"${{ values.host }}/${{ values.repository }}/internal/logging"
)

// Error is a mistake of the caller, who is told what it is.
type Error struct {
	Status  int
	Message string
}

func (e *Error) Error() string { return e.Message }

// What proxies note for a client that did not wait for its answer.
const clientClosedRequest = 499

// Errors is the one place where errors become responses; details stay in the log.
type Errors struct{ Logger *slog.Logger }

// Handle makes a handler of a function that may fail or panic.
func (e Errors) Handle(serve func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if reason := recover(); reason != nil {
				if reason == http.ErrAbortHandler {
					panic(reason)
				}
				e.respond(w, r, fmt.Errorf("panic: %v", reason))
			}
		}()
		if err := serve(w, r); err != nil {
			e.respond(w, r, err)
		}
	})
}

func (e Errors) respond(w http.ResponseWriter, r *http.Request, err error) {
	status, message := http.StatusInternalServerError, "The service failed"
	var mistake *Error
	switch {
	case errors.As(err, &mistake):
		status, message = mistake.Status, mistake.Message
	case errors.Is(err, context.DeadlineExceeded):
		status = http.StatusServiceUnavailable
	case errors.Is(err, context.Canceled):
		// No failure of ours: the client went away.
		status, message = clientClosedRequest, "The client went away"
	}
	if status >= http.StatusInternalServerError {
		e.Logger.ErrorContext(r.Context(), "request failed", slog.Any("error", err))
	}
	// Nobody is left to be told when this fails.
	_ = WriteJSON(w, status, map[string]string{
		"error":     message,
		"requestId": logging.RequestID(r.Context()),
	})
}

// NotFound is for addresses that lead nowhere.
func NotFound(http.ResponseWriter, *http.Request) error {
	return &Error{Status: http.StatusNotFound, Message: "Not found"}
}

// TooManyRequests is for callers above their rate.
func TooManyRequests(http.ResponseWriter, *http.Request) error {
	return &Error{Status: http.StatusTooManyRequests, Message: "Too many requests, try again later"}
}

// WriteJSON answers with a value as JSON.
func WriteJSON(w http.ResponseWriter, status int, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	// It fails only when the client is gone.
	_, _ = w.Write(append(body, '\n'))
	return nil
}
