// Package health answers whether the service lives, and whether it may be sent
// traffic.
package health

import (
	"context"
	"net/http"
	"sync/atomic"

	"${{ values.host }}/${{ values.repository }}/internal/web"
)

// Dependency is something that the service relies on.
type Dependency struct {
	Name string
	// Required means: without it the service cannot do its work, and takes no
	// traffic.
	Required bool
	Up       func(context.Context) bool
}

// Checks answers the probes.
type Checks struct {
	Version      string
	Dependencies []Dependency

	draining atomic.Bool
}

// Drain makes the service unready, for good.
func (c *Checks) Drain() { c.draining.Store(true) }

// Live answers as long as requests are served at all, and asks nobody else, so
// that an outage elsewhere restarts nothing here.
func (c *Checks) Live(w http.ResponseWriter, _ *http.Request) error {
	return web.WriteJSON(w, http.StatusOK, map[string]string{
		"status":  "ok",
		"version": c.Version,
	})
}

type state struct {
	Name     string `json:"name"`
	Required bool   `json:"required"`
	Status   string `json:"status"`
}

type readiness struct {
	Status       string  `json:"status"`
	Dependencies []state `json:"dependencies"`
}

// Ready answers whether traffic may be sent here, and which dependencies are up.
func (c *Checks) Ready(w http.ResponseWriter, r *http.Request) error {
	answer := readiness{Status: "ready", Dependencies: []state{}}
	if c.draining.Load() {
		answer.Status = "draining"
	}
	for _, dependency := range c.Dependencies {
		found := state{Name: dependency.Name, Required: dependency.Required, Status: "up"}
		if !dependency.Up(r.Context()) {
			found.Status = "down"
			if dependency.Required && answer.Status == "ready" {
				answer.Status = "unavailable"
			}
		}
		answer.Dependencies = append(answer.Dependencies, found)
	}
	if answer.Status != "ready" {
		return web.WriteJSON(w, http.StatusServiceUnavailable, answer)
	}
	return web.WriteJSON(w, http.StatusOK, answer)
}
