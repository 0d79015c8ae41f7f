//go:build integration

package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"git.example.com/pelican-post/sort-engine/internal/belts"
)

func TestAnswersOverHTTP(t *testing.T) {
	path := filepath.Join(t.TempDir(), "belts.csv")
	if err := os.WriteFile(path, []byte("10,3\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	table, err := belts.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(newHandler(table))
	defer server.Close()
	for path, want := range map[string]int{"/belts/10115": 200, "/belts/99999": 404, "/readyz": 200} {
		response, err := http.Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		if response.StatusCode != want {
			t.Errorf("%s = %d, want %d", path, response.StatusCode, want)
		}
	}
}
