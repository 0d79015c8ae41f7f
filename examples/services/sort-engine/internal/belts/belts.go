// Package belts knows which belt carries parcels for which postcode.
package belts

import (
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Table maps the beginnings of postcodes to belts.
type Table struct {
	belts map[string]int
}

// Load reads lines such as "10,3": postcodes that begin with 10 go to belt 3.
func Load(path string) (*Table, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, err
	}
	return parse(rows)
}

func parse(rows [][]string) (*Table, error) {
	table := &Table{belts: map[string]int{}}
	for line, row := range rows {
		if len(row) != 2 {
			return nil, fmt.Errorf("line %d: want two columns", line+1)
		}
		belt, err := strconv.Atoi(strings.TrimSpace(row[1]))
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line+1, err)
		}
		table.belts[strings.TrimSpace(row[0])] = belt
	}
	return table, nil
}

// For returns the belt of the longest beginning that is known.
func (t *Table) For(postcode string) (int, bool) {
	for end := len(postcode); end > 0; end-- {
		if belt, ok := t.belts[postcode[:end]]; ok {
			return belt, true
		}
	}
	return 0, false
}

// Len returns the number of beginnings that are known.
func (t *Table) Len() int { return len(t.belts) }
