package web

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestClientOf(t *testing.T) {
	tests := map[string]struct {
		remote    string
		forwarded []string
		want      string
	}{
		"without a proxy":              {remote: "203.0.113.7:4711", want: "203.0.113.7"},
		"behind one of ours":           {remote: "10.0.0.1:4711", forwarded: []string{"203.0.113.7"}, want: "203.0.113.7"},
		"behind two of ours":           {remote: "10.0.0.1:4711", forwarded: []string{"203.0.113.7, 10.0.0.2"}, want: "203.0.113.7"},
		"claims of strangers":          {remote: "203.0.113.7:4711", forwarded: []string{"198.51.100.1"}, want: "203.0.113.7"},
		"claims of strangers, to ours": {remote: "10.0.0.1:4711", forwarded: []string{"198.51.100.1, 203.0.113.7"}, want: "203.0.113.7"},
		"in two headers":               {remote: "10.0.0.1:4711", forwarded: []string{"198.51.100.1", "203.0.113.7"}, want: "203.0.113.7"},
		"what is no address":           {remote: "10.0.0.1:4711", forwarded: []string{"unknown"}, want: "10.0.0.1"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodGet, "/", http.NoBody)
			r.RemoteAddr = test.remote
			for _, value := range test.forwarded {
				r.Header.Add("X-Forwarded-For", value)
			}
			if got := clientOf(r); got != test.want {
				t.Errorf("took %s for the client, not %s", got, test.want)
			}
		})
	}
}

func TestRequestID(t *testing.T) {
	for given, kept := range map[string]bool{"from-the-caller": true, "": false, "two\twords": false} {
		r := httptest.NewRequest(http.MethodGet, "/", http.NoBody)
		r.Header.Set("X-Request-Id", given)
		answer := httptest.NewRecorder()
		RequestID(http.NotFoundHandler()).ServeHTTP(answer, r)
		if got := answer.Header().Get("X-Request-Id"); got == "" || (got == given) != kept {
			t.Errorf("made %q of %q", got, given)
		}
	}
}
