package rules

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// covered are the groups of the catalogue that docs/catalogue-coverage.md
// answers: first and last of each.
var covered = [][2]int{{101, 127}, {201, 216}, {301, 337}, {401, 431}, {501, 523}, {601, 618}, {701, 716}, {801, 809}, {901, 910}, {1001, 1010}, {1101, 1108}}

// formats are how the table names what a rule was seen to do, and the files that
// show it.
var formats = map[string]*regexp.Regexp{
	"Terraform": regexp.MustCompile(`\.tf$`), "Kubernetes": regexp.MustCompile(`\.yaml$`), "Go": regexp.MustCompile(`\.go$`),
	"MCP files": regexp.MustCompile(`mcp\.json$`), "kagent": regexp.MustCompile(`\.yaml$`), "Cedar": regexp.MustCompile(`\.cedar$`),
	"Vault": regexp.MustCompile(`\.(hcl|tf)$`),
}

// shown checks that of the rules of a row, one has a bad fixture in every format
// that the row names.
func shown(t *testing.T, id, how string, rules [][]string) {
	for _, word := range slices.Sorted(maps.Keys(formats)) {
		if len(rules) == 0 || !regexp.MustCompile(`\b`+word+`\b`).MatchString(how) {
			continue
		}
		found := false
		for _, r := range rules {
			_ = filepath.WalkDir("../testdata/"+r[1], func(p string, _ fs.DirEntry, err error) error {
				found = found || err == nil && strings.Contains(p, "/bad") && formats[word].MatchString(p)
				return nil
			})
		}
		if !found {
			t.Errorf("%s: no fixture shows it in %s", id, word)
		}
	}
}

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
		shown(t, id, cells[3], names)
		if !strings.Contains(cells[2], "`") && (cells[2] != "—" || len(cells[3]) < 10) {
			t.Errorf("%s: neither a rule nor a reason", id)
		}
	}
	var want []string
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
