package main

import "sync"

// Report is what a van says of itself.
type Report struct {
	X, Y float64
	// Fuel is in percent.
	Fuel int
}

type fleet struct {
	mu      sync.Mutex
	reports map[string]Report
}

func newFleet() *fleet { return &fleet{reports: map[string]Report{}} }

func (f *fleet) put(van string, report Report) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reports[van] = report
}

func (f *fleet) last(van string) (Report, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	report, ok := f.reports[van]
	return report, ok
}
