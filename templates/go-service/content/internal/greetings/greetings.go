// Package greetings is the example to replace: GET /greetings/{name}.
package greetings

import (
	"context"
	"errors"
{% if values.database == "postgresql" %}
	"fmt"
{% endif %}
	"log/slog"
	"net/http"
	"unicode/utf8"

	"github.com/open-feature/go-sdk/openfeature"

	"${{ values.host }}/${{ values.repository }}/internal/outbound"
	"${{ values.host }}/${{ values.repository }}/internal/web"
)

const (
	longestName       = 80
	longestSalutation = 40
)

// Greeter greets.
type Greeter struct {
	Logger *slog.Logger
	Flags  *openfeature.Client
	// Phrasebook is nil where there is none: greetings have a default.
	Phrasebook *outbound.Client
{% if values.database == "postgresql" %}
	Counter    Counter
{% endif %}
}
{% if values.database == "postgresql" %}

// Counter counts how often somebody was greeted.
type Counter interface {
	Count(ctx context.Context, name string) (times int, err error)
}
{% endif %}

type greeting struct {
	Greeting string `json:"greeting"`
{% if values.database == "postgresql" %}
	Times    int    `json:"times"`
{% endif %}
}

// Greet answers GET /greetings/{name}.
func (g *Greeter) Greet(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	name := r.PathValue("name")
	if !utf8.ValidString(name) || utf8.RuneCountInString(name) > longestName {
		return &web.Error{Status: http.StatusBadRequest, Message: "name must have at most 80 characters"}
	}
{% if values.database == "postgresql" %}
	times, err := g.Counter.Count(ctx, name)
	if err != nil {
		return fmt.Errorf("count a greeting: %w", err)
	}
{% endif %}
	salutation, err := g.salutation(ctx)
	if err != nil {
		return err
	}
	ending := "!"
	if g.Flags.Boolean(ctx, "FLAG_WARM_GREETING", false, openfeature.EvaluationContext{}) {
		ending = ", good to see you!"
	}
	return web.WriteJSON(w, http.StatusOK, greeting{
		Greeting: salutation + ", " + name + ending,
{% if values.database == "postgresql" %}
		Times:    times,
{% endif %}
	})
}

// salutation asks the phrasebook. A greeting without it is better than none.
func (g *Greeter) salutation(ctx context.Context) (string, error) {
	const standard = "Hello"
	if g.Phrasebook == nil {
		return standard, nil
	}
	var answer struct {
		Salutation string `json:"salutation"`
	}
	err := g.Phrasebook.GetJSON(ctx, "/salutation", &answer)
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if length := utf8.RuneCountInString(answer.Salutation); err == nil && (length == 0 || length > longestSalutation) {
		err = errors.New("no usable salutation")
	}
	if err != nil {
		g.Logger.WarnContext(ctx, "phrasebook failed, using the default salutation", slog.Any("error", err))
		return standard, nil
	}
	return answer.Salutation, nil
}
