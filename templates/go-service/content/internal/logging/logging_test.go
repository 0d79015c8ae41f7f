package logging

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"testing"
	"time"

	"${{ values.host }}/${{ values.repository }}/internal/config"
)

func TestLinesAreJSON(t *testing.T) {
	var out bytes.Buffer
	logger := New(config.Config{
		LogLevel:       slog.LevelInfo,
		ServiceName:    "example",
		ServiceVersion: "1.2.3",
	}, &out)

	ctx := WithRequestID(t.Context(), "from-the-caller")
	logger.With("answer", 42).InfoContext(ctx, "found")
	logger.DebugContext(ctx, "not written at this level")

	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatalf("not one line of JSON: %v\n%s", err, out.String())
	}
	for key, want := range map[string]any{
		"level":      "info",
		"service":    "example",
		"version":    "1.2.3",
		"msg":        "found",
		"answer":     42.0,
		"request_id": "from-the-caller",
	} {
		if line[key] != want {
			t.Errorf("%s is %v, not %v", key, line[key], want)
		}
	}
	if _, err := time.Parse(time.RFC3339Nano, line["time"].(string)); err != nil {
		t.Error(err)
	}
}
