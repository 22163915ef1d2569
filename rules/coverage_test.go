package rules

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// covered are the groups of the catalogue that docs/catalogue-coverage.md
// answers: first and last of each.
var covered = [][2]int{{601, 618}, {701, 716}, {1001, 1010}, {1101, 1108}}

// alone are rules about pipelines in other groups.
var alone = []string{"116", "117", "424", "425", "426", "803"}

// TestCoverage holds the table to the rules that exist, and to an answer for
// every row of the catalogue.
func TestCoverage(t *testing.T) {
	text, err := os.ReadFile("../docs/catalogue-coverage.md")
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, line := range strings.Split(string(text), "\n") {
		cells := strings.Split(line, " | ")
		id := strings.TrimPrefix(cells[0], "| ")
		if len(cells) < 4 || strings.Trim(id, "0123456789") != "" {
			continue
		}
		ids = append(ids, id)
		names := regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cells[2]+cells[3], -1)
		for _, n := range names {
			if ByName(n[1]) == nil {
				t.Errorf("%s: there is no rule %s", id, n[1])
			}
		}
		if !strings.Contains(cells[2], "`") && (cells[2] != "—" || len(cells[3]) < 10) {
			t.Errorf("%s: neither a rule nor a reason", id)
		}
	}
	want := slices.Clone(alone)
	for _, g := range covered {
		for n := g[0]; n <= g[1]; n++ {
			want = append(want, strconv.Itoa(n))
		}
	}
	slices.Sort(want)
	slices.Sort(ids)
	if !slices.Equal(ids, want) {
		t.Errorf("rows %v, want %v", ids, want)
	}
}
