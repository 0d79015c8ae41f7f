package config

import (
	"log/slog"
	"strings"
	"testing"
	"time"
)

{% if values.database == "postgresql" %}
// What has no default.
var required = map[string]string{"DATABASE_URL": "postgres://localhost/service"}
{% else %}
// What has no default: nothing so far.
var required = map[string]string{}
{% endif %}

func from(given map[string]string) func(string) string {
	return func(name string) string {
		if value, ok := given[name]; ok {
			return value
		}
		return required[name]
	}
}

func TestLoadHasDefaults(t *testing.T) {
	cfg, err := Load(from(nil))
	if err != nil {
		t.Fatal(err)
	}
	if cfg.Port != 8080 || cfg.LogLevel != slog.LevelInfo || cfg.RequestTimeout != 10*time.Second {
		t.Errorf("unexpected defaults: %+v", cfg)
	}
}

func TestLoadTakesWhatIsGiven(t *testing.T) {
	cfg, err := Load(from(map[string]string{
		"PORT":           "0",
		"LOG_LEVEL":      "debug",
		"PHRASEBOOK_URL": "https://phrasebook.test",
	}))
	if err != nil {
		t.Fatal(err)
	}
	if cfg.Port != 0 || cfg.LogLevel != slog.LevelDebug || cfg.PhrasebookURL != "https://phrasebook.test" {
		t.Errorf("not what was given: %+v", cfg)
	}
}

func TestLoadNamesEveryMistakeWithoutValues(t *testing.T) {
	_, err := Load(from(map[string]string{
		"PORT":               "http",
		"LOG_LEVEL":          "chatty",
		"REQUEST_TIMEOUT_MS": "-1",
		"PHRASEBOOK_URL":     "hunter2",
{% if values.database == "postgresql" %}
		"DATABASE_URL":       "",
{% endif %}
	}))
	if err == nil {
		t.Fatal("mistakes were taken")
	}
	for _, name := range []string{
		"PORT: ",
		"LOG_LEVEL: ",
		"REQUEST_TIMEOUT_MS: ",
		"PHRASEBOOK_URL: ",
{% if values.database == "postgresql" %}
		"DATABASE_URL: is required",
{% endif %}
	} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%q is not in: %v", name, err)
		}
	}
	for _, value := range []string{"chatty", "hunter2"} {
		if strings.Contains(err.Error(), value) {
			t.Errorf("%q is in: %v", value, err)
		}
	}
}
