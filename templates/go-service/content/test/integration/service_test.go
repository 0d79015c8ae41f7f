//go:build integration

// Package integration runs the whole service, with stand-ins for what it calls{% if values.database == "postgresql" %}
// and a real PostgreSQL at DATABASE_URL{% endif %}.
package integration

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
{% if values.database == "postgresql" %}
	"os"
{% endif %}
	"strings"
	"sync"
	"testing"
	"time"

	"${{ values.host }}/${{ values.repository }}/internal/config"
{% if values.database == "postgresql" %}
	"${{ values.host }}/${{ values.repository }}/internal/database"
{% endif %}
	"${{ values.host }}/${{ values.repository }}/internal/logging"
	"${{ values.host }}/${{ values.repository }}/internal/service"
)
{% if values.database == "postgresql" %}

// Up, down, and up again: every migration can be undone.
func TestMain(m *testing.M) {
	ctx, address := context.Background(), os.Getenv("DATABASE_URL")
	for _, migrate := range []func(context.Context, string) error{
		database.MigrateUp, database.MigrateDown, database.MigrateUp,
	} {
		if err := migrate(ctx, address); err != nil {
			fmt.Fprintln(os.Stderr, "DATABASE_URL has to lead to an empty database:", err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}
{% endif %}

// running is a service that listens, with what it logs.
type running struct {
	url  string
	logs *lines
	// stop tells it to close, and returns what came of it.
	stop func() error
}

func start(t *testing.T, environment map[string]string) running {
	t.Helper()
	cfg, err := config.Load(func(name string) string {
		if value, ok := environment[name]; ok {
			return value
		}
{% if values.database == "postgresql" %}
		if name == "DATABASE_URL" {
			return os.Getenv(name)
		}
{% endif %}
		return ""
	})
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	logs := &lines{}
	ended := make(chan error, 1)
	go func() { ended <- service.Serve(ctx, cfg, logging.New(cfg, logs), listener) }()
	stop := sync.OnceValue(func() error {
		cancel()
		return <-ended
	})
	t.Cleanup(func() {
		if err := stop(); err != nil {
			t.Errorf("did not close in order: %v", err)
		}
	})
	return running{url: "http://" + listener.Addr().String(), logs: logs, stop: stop}
}

// lines keeps what is logged.
type lines struct {
	mutex sync.Mutex
	bytes bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.bytes.Write(p)
}

func (l *lines) all(t *testing.T) []map[string]any {
	t.Helper()
	l.mutex.Lock()
	defer l.mutex.Unlock()
	var all []map[string]any
	for text := range strings.Lines(l.bytes.String()) {
		var line map[string]any
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Fatalf("not JSON: %s", text)
		}
		all = append(all, line)
	}
	return all
}

type answer struct {
	status int
	header http.Header
	body   string
}

func (a answer) json(t *testing.T) map[string]any {
	t.Helper()
	var value map[string]any
	if err := json.Unmarshal([]byte(a.body), &value); err != nil {
		t.Fatalf("not JSON: %s", a.body)
	}
	return value
}

func get(t *testing.T, url string, headers ...string) answer {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{status: response.StatusCode, header: response.Header, body: string(body)}
}

func wantGreeting(t *testing.T, got answer, want string) {
	t.Helper()
	if got.status != http.StatusOK || got.json(t)["greeting"] != want {
		t.Errorf("answered %d %s, not %s", got.status, got.body, want)
	}
}

// startPeer starts a stand-in for another service.
func startPeer(t *testing.T, serve http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(serve)
	t.Cleanup(server.Close)
	return server.URL
}

func TestGreets(t *testing.T) {
	s := start(t, nil)
	wantGreeting(t, get(t, s.url+"/greetings/Ada"), "Hello, Ada!")
}
{% if values.database == "postgresql" %}

func TestCountsGreetings(t *testing.T) {
	s := start(t, nil)
	name := fmt.Sprintf("/greetings/count-%d", time.Now().UnixNano())
	for times := 1.0; times <= 2; times++ {
		if got := get(t, s.url+name); got.json(t)["times"] != times {
			t.Errorf("answered %s, not %v times", got.body, times)
		}
	}
}

func TestIsNotReadyWithoutItsDatabase(t *testing.T) {
	s := start(t, map[string]string{"DATABASE_URL": "postgres://127.0.0.1:1/nothing"})
	if got := get(t, s.url+"/readyz"); got.status != http.StatusServiceUnavailable {
		t.Errorf("answered %d %s", got.status, got.body)
	}
	if got := get(t, s.url+"/healthz"); got.status != http.StatusOK {
		t.Errorf("is not even alive: %d %s", got.status, got.body)
	}
	if got := get(t, s.url+"/greetings/Ada"); got.status != http.StatusInternalServerError || strings.Contains(got.body, "127.0.0.1") {
		t.Errorf("answered %d %s", got.status, got.body)
	}
}
{% endif %}

func TestGreetsWarmlyWhenTheFlagIsOn(t *testing.T) {
	t.Setenv("FLAG_WARM_GREETING", "true")
	s := start(t, nil)
	wantGreeting(t, get(t, s.url+"/greetings/Ada"), "Hello, Ada, good to see you!")
}

func TestTakesUpAFlagThatChangesWhileItRuns(t *testing.T) {
	warm := make(chan bool, 2)
	warm <- false
	warm <- true
	flags := startPeer(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"key": "FLAG_WARM_GREETING", "value": %t, "metadata": {}}`, <-warm)
	})
	s := start(t, map[string]string{"FLAGS_URL": flags})
	wantGreeting(t, get(t, s.url+"/greetings/Ada"), "Hello, Ada!")
	wantGreeting(t, get(t, s.url+"/greetings/Ada"), "Hello, Ada, good to see you!")
}

func TestAsksThePhrasebookAndHandsTheTraceOn(t *testing.T) {
	seen := make(chan string, 1)
	phrasebook := startPeer(t, func(w http.ResponseWriter, r *http.Request) {
		seen <- r.Header.Get("Traceparent")
		fmt.Fprint(w, `{"salutation": "Bonjour"}`)
	})
	s := start(t, map[string]string{"PHRASEBOOK_URL": phrasebook})

	const traceID = "0af7651916cd43dd8448eb211c80319c"
	got := get(t, s.url+"/greetings/Ada",
		"Traceparent", "00-"+traceID+"-b7ad6b7169203331-01",
		"X-Request-Id", "from-the-caller")

	wantGreeting(t, got, "Bonjour, Ada!")
	if id := got.header.Get("X-Request-Id"); id != "from-the-caller" {
		t.Errorf("the request became %s", id)
	}
	if parent := <-seen; !strings.Contains(parent, traceID) {
		t.Errorf("the trace was not handed on: %q", parent)
	}
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	for _, line := range s.logs.all(t) {
		if line["msg"] == "request completed" && line["request_id"] == "from-the-caller" &&
			line["trace_id"] == traceID && line["status"] == 200.0 {
			return
		}
	}
	t.Errorf("no line of the request: %v", s.logs.all(t))
}

func TestGreetsWithoutThePhrasebookWhenThatFails(t *testing.T) {
	phrasebook := startPeer(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	s := start(t, map[string]string{"PHRASEBOOK_URL": phrasebook})
	wantGreeting(t, get(t, s.url+"/greetings/Ada"), "Hello, Ada!")
}

func TestFinishesARequestInFlightWhenItCloses(t *testing.T) {
	asked, goOn := make(chan struct{}), make(chan struct{})
	phrasebook := startPeer(t, func(w http.ResponseWriter, _ *http.Request) {
		close(asked)
		<-goOn
		fmt.Fprint(w, `{"salutation": "Bonjour"}`)
	})
	s := start(t, map[string]string{"PHRASEBOOK_URL": phrasebook})

	answered := make(chan answer, 1)
	go func() { answered <- get(t, s.url+"/greetings/Ada") }()
	<-asked
	stopped := make(chan error, 1)
	go func() { stopped <- s.stop() }()
	// It has begun to close when it takes no new connections.
	for {
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
		if err != nil {
			break
		}
		conn.Close()
		time.Sleep(time.Millisecond)
	}
	close(goOn)

	wantGreeting(t, <-answered, "Bonjour, Ada!")
	if err := <-stopped; err != nil {
		t.Errorf("did not close in order: %v", err)
	}
}

func TestReportsOnItsDependencies(t *testing.T) {
	s := start(t, map[string]string{"PHRASEBOOK_URL": "http://phrasebook.test"})
	ready := get(t, s.url+"/readyz")
	if ready.status != http.StatusOK || !strings.Contains(ready.body, `{"name":"phrasebook","required":false,"status":"up"}`) {
		t.Errorf("answered %d %s", ready.status, ready.body)
	}
	if metrics := get(t, s.url+"/metrics").body; !strings.Contains(metrics, `dependency_up{dependency="phrasebook"} 1`) {
		t.Error("the phrasebook is not in /metrics")
	}
}

func TestMeasuresRequestsByRoute(t *testing.T) {
	s := start(t, nil)
	get(t, s.url+"/greetings/Ada")
	get(t, s.url+"/nowhere")
	metrics := get(t, s.url+"/metrics").body
	for _, want := range []string{
		`http_request_duration_seconds_count{method="GET",route="/greetings/{name}",status_code="200"} 1`,
		`http_request_duration_seconds_count{method="GET",route="unknown",status_code="404"} 1`,
		`http_request_duration_seconds_bucket{method="GET",route="/greetings/{name}",status_code="200",le="0.5"} 1`,
		"http_requests_in_flight 1",
		"process_cpu_seconds_total ",
		"process_resident_memory_bytes ",
	} {
		if !strings.Contains(metrics, want) {
			t.Errorf("%s is not in /metrics", want)
		}
	}
}

func TestTellsCallersTheirMistake(t *testing.T) {
	s := start(t, nil)
	got := get(t, s.url+"/greetings/"+strings.Repeat("a", 81))
	if got.status != http.StatusBadRequest || !strings.Contains(got.body, "at most 80 characters") {
		t.Errorf("answered %d %s", got.status, got.body)
	}
	if id := got.json(t)["requestId"]; id != got.header.Get("X-Request-Id") {
		t.Errorf("the request became %v", id)
	}
}

func TestGivesUpOnARequestThatTakesTooLong(t *testing.T) {
	phrasebook := startPeer(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	s := start(t, map[string]string{
		"PHRASEBOOK_URL":        phrasebook,
		"PHRASEBOOK_TIMEOUT_MS": "60000",
		"REQUEST_TIMEOUT_MS":    "200",
	})
	if got := get(t, s.url+"/greetings/Ada"); got.status != http.StatusServiceUnavailable {
		t.Errorf("answered %d %s", got.status, got.body)
	}
}

func TestLimitsTheRateOfRequestsButNeverOfProbes(t *testing.T) {
	s := start(t, map[string]string{"RATE_LIMIT_PER_MINUTE": "1"})
	want := []struct {
		path   string
		status int
	}{
		{"/greetings/Ada", http.StatusOK},
		{"/greetings/Ada", http.StatusTooManyRequests},
		{"/healthz", http.StatusOK},
		{"/healthz", http.StatusOK},
	}
	for _, w := range want {
		if got := get(t, s.url+w.path); got.status != w.status {
			t.Errorf("%s answered %d, not %d", w.path, got.status, w.status)
		}
	}
}

// wantSent looks at what a service sent before it ended.
func wantSent(t *testing.T, paths <-chan string, want string) {
	t.Helper()
	select {
	case path := <-paths:
		if path != want {
			t.Errorf("sent to %s, not %s", path, want)
		}
	default:
		t.Error("nothing was sent")
	}
}

func TestSendsProfilesAndWaitsForNoServer(t *testing.T) {
	paths := make(chan string, 64)
	pyroscope := startPeer(t, func(_ http.ResponseWriter, r *http.Request) { paths <- r.URL.Path })
	s := start(t, map[string]string{"PYROSCOPE_SERVER_ADDRESS": pyroscope})
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	wantSent(t, paths, "/ingest")

	forever := make(chan struct{})
	silent := startPeer(t, func(http.ResponseWriter, *http.Request) { <-forever })
	t.Cleanup(func() { close(forever) })
	if err := start(t, map[string]string{"PYROSCOPE_SERVER_ADDRESS": silent}).stop(); err != nil {
		t.Fatal(err)
	}
}

func TestSendsTracesToTheCollector(t *testing.T) {
	paths := make(chan string, 8)
	collector := startPeer(t, func(_ http.ResponseWriter, r *http.Request) { paths <- r.URL.Path })
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector)
	s := start(t, map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": collector})
	get(t, s.url+"/greetings/Ada")
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	wantSent(t, paths, "/v1/traces")
}
