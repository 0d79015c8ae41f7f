package main

import "testing"

func TestKeepsTheLastReport(t *testing.T) {
	fleet := newFleet()
	fleet.put("van-1", Report{Fuel: 80})
	fleet.put("van-1", Report{Fuel: 79})
	if got, _ := fleet.last("van-1"); got.Fuel != 79 {
		t.Errorf("fuel = %d, want 79", got.Fuel)
	}
}
