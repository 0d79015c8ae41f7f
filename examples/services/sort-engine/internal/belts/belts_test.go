package belts

import "testing"

func TestLongestBeginningWins(t *testing.T) {
	table, err := parse([][]string{{"1", "7"}, {"10", "3"}})
	if err != nil {
		t.Fatal(err)
	}
	for postcode, want := range map[string]int{"10115": 3, "12045": 7} {
		if got, _ := table.For(postcode); got != want {
			t.Errorf("For(%s) = %d, want %d", postcode, got, want)
		}
	}
}

func TestNoBeltForUnknownPostcode(t *testing.T) {
	table, _ := parse([][]string{{"1", "7"}})
	if _, ok := table.For("99999"); ok {
		t.Error("found a belt for a postcode that nobody knows")
	}
}

func TestBadLineIsNamed(t *testing.T) {
	if _, err := parse([][]string{{"1", "seven"}}); err == nil {
		t.Error("took a belt that is no number")
	}
}
