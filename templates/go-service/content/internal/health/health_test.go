package health

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func checksWith(required, up bool) *Checks {
	return &Checks{
		Version: "1.2.3",
		Dependencies: []Dependency{
			{Name: "store", Required: required, Up: func(context.Context) bool { return up }},
		},
	}
}

func ask(t *testing.T, handler func(http.ResponseWriter, *http.Request) error) (status int, body string) {
	t.Helper()
	answer := httptest.NewRecorder()
	if err := handler(answer, httptest.NewRequest(http.MethodGet, "/", http.NoBody)); err != nil {
		t.Fatal(err)
	}
	return answer.Code, strings.TrimSpace(answer.Body.String())
}

func TestReady(t *testing.T) {
	tests := map[string]struct {
		checks *Checks
		drain  bool
		status int
		body   string
	}{
		"a required dependency is down": {
			checks: checksWith(true, false),
			status: http.StatusServiceUnavailable,
			body:   `{"status":"unavailable","dependencies":[{"name":"store","required":true,"status":"down"}]}`,
		},
		"a dependency that it can do without is down": {
			checks: checksWith(false, false),
			status: http.StatusOK,
			body:   `{"status":"ready","dependencies":[{"name":"store","required":false,"status":"down"}]}`,
		},
		"it is draining": {
			checks: checksWith(true, true),
			drain:  true,
			status: http.StatusServiceUnavailable,
			body:   `{"status":"draining","dependencies":[{"name":"store","required":true,"status":"up"}]}`,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if test.drain {
				test.checks.Drain()
			}
			status, body := ask(t, test.checks.Ready)
			if status != test.status || body != test.body {
				t.Errorf("answered %d %s, not %d %s", status, body, test.status, test.body)
			}
		})
	}
}

func TestLiveWhateverDependenciesDo(t *testing.T) {
	status, body := ask(t, checksWith(true, false).Live)
	if status != http.StatusOK || body != `{"status":"ok","version":"1.2.3"}` {
		t.Errorf("answered %d %s", status, body)
	}
}
