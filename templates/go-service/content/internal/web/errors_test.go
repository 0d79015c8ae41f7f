package web

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestErrorsKeepDetailsToThemselves(t *testing.T) {
	handlers := map[string]func(http.ResponseWriter, *http.Request) error{
		"an error": func(http.ResponseWriter, *http.Request) error {
			return errors.New("the password is hunter2")
		},
		"a panic": func(http.ResponseWriter, *http.Request) error {
			panic("the password is hunter2")
		},
	}
	for name, handler := range handlers {
		t.Run(name, func(t *testing.T) {
			status, body := answerOf(handler)
			if status != http.StatusInternalServerError || !strings.Contains(body, "The service failed") {
				t.Errorf("answered %d %s", status, body)
			}
			if strings.Contains(body, "hunter2") {
				t.Errorf("told too much: %s", body)
			}
		})
	}
}

func TestErrorsTellCallersTheirMistake(t *testing.T) {
	status, body := answerOf(func(http.ResponseWriter, *http.Request) error {
		return fmt.Errorf("greet: %w", &Error{Status: http.StatusBadRequest, Message: "Say a name"})
	})
	if status != http.StatusBadRequest || !strings.Contains(body, "Say a name") {
		t.Errorf("answered %d %s", status, body)
	}
}

func answerOf(handler func(http.ResponseWriter, *http.Request) error) (status int, body string) {
	answer := httptest.NewRecorder()
	e := Errors{Logger: slog.New(slog.NewTextHandler(io.Discard, nil))}
	e.Handle(handler).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/", http.NoBody))
	return answer.Code, answer.Body.String()
}
