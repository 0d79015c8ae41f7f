package outbound

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"
)

// peer answers with each status in turn, and with 200 after the last.
type peer struct {
	*Client
	calls atomic.Int32
}

func startPeer(t *testing.T, timeout time.Duration, statuses ...int) *peer {
	t.Helper()
	p := &peer{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if call := int(p.calls.Add(1)); call <= len(statuses) {
			w.WriteHeader(statuses[call-1])
		}
		_, _ = w.Write([]byte(`{"ok": true}`))
	}))
	t.Cleanup(server.Close)
	client, err := New("peer", server.URL, timeout)
	if err != nil {
		t.Fatal(err)
	}
	p.Client = client
	return p
}

func (p *peer) ask(t *testing.T) error {
	t.Helper()
	var answer struct {
		OK bool `json:"ok"`
	}
	err := p.GetJSON(t.Context(), "/", &answer)
	if err == nil && !answer.OK {
		t.Error("the answer was not read")
	}
	return err
}

func TestTriesAgainAfterATransientFailure(t *testing.T) {
	p := startPeer(t, time.Second, http.StatusServiceUnavailable)
	if err := p.ask(t); err != nil {
		t.Fatal(err)
	}
	if calls := p.calls.Load(); calls != 2 {
		t.Errorf("asked %d times, not twice", calls)
	}
}

func TestDoesNotRepeatARequestThatWasWrong(t *testing.T) {
	p := startPeer(t, time.Second, http.StatusNotFound)
	var status *StatusError
	if err := p.ask(t); !errors.As(err, &status) || status.Status != http.StatusNotFound {
		t.Errorf("not the status: %v", err)
	}
	if calls := p.calls.Load(); calls != 1 {
		t.Errorf("asked %d times, not once", calls)
	}
}

func TestGivesUpOnAPeerThatDoesNotAnswer(t *testing.T) {
	forever := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-forever }))
	t.Cleanup(server.Close)
	t.Cleanup(func() { close(forever) })
	client, err := New("peer", server.URL, 10*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	var answer any
	if err := client.GetJSON(t.Context(), "/", &answer); err == nil {
		t.Error("waited for nothing and was content")
	}
}

func TestOpensTheCircuitAfterFailuresInARowAndAsksNoMore(t *testing.T) {
	p := startPeer(t, time.Second, 500, 500, 500, 500, 500, 500)
	if !p.Up() {
		t.Error("open before anything failed")
	}
	for range 2 {
		if err := p.ask(t); err == nil {
			t.Error("failures were taken for answers")
		}
	}
	if p.Up() {
		t.Error("not open after failures in a row")
	}
	before := p.calls.Load()
	if err := p.ask(t); err == nil {
		t.Error("an open circuit answered")
	}
	if p.calls.Load() != before {
		t.Error("asked through an open circuit")
	}
}
