// Command score compares a scan with labels that readers made before they saw
// any rule: how many of their findings are found, and how many of their traps
// are stepped into.
//
//	nhivet scan --format json --output report.json --fail-on never REPOSITORY
//	go run ./scripts/score -labels testdata/labels/NAME.jsonl -report report.json [-v]
//
// It also counts what readers keep of a scan's results:
//
//	go run ./scripts/score -review testdata/labels/reviews/NAME.jsonl
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"sort"
	"strings"
)

type label struct {
	Path    string `json:"path"`
	Line    int    `json:"line"`
	End     int    `json:"end"`
	Kind    string `json:"kind"` // finding, trap or clean
	Concern string `json:"concern"`
	Why     string `json:"why"`
}

type position struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	EndLine int    `json:"end_line"`
}

type finding struct {
	Rule    string   `json:"rule"`
	Level   string   `json:"level"`
	Message string   `json:"message"`
	At      position `json:"at"`
	Related []struct {
		At position `json:"at"`
	} `json:"related"`
}

// concerns maps rules to the concerns that readers label.
var concerns = map[string][]string{
	"literal-credential":               {"literal", "static-key"},
	"credential-in-argument":           {"literal", "exposure"},
	"default-password":                 {"literal"},
	"static-credential":                {"static-key"},
	"shadowed-federation":              {"static-key"},
	"long-lived-credential":            {"static-key", "lifetime"},
	"missing-ttl":                      {"lifetime", "static-key"},
	"ttl-too-long":                     {"lifetime"},
	"shared-identity":                  {"shared-identity"},
	"identity-shared-with-application": {"shared-identity"},
	"shared-credential":                {"shared-identity"},
	"credential-shared-by-tools":       {"shared-identity", "supply"},
	"default-identity":                 {"default-identity"},
	"automounted-token":                {"default-identity"},
	"administrative-credential":        {"broad-scope"},
	"agent-admin-grant":                {"broad-scope"},
	"agent-wildcard-grant":             {"broad-scope"},
	"wildcard-grant":                   {"broad-scope"},
	"open-resource":                    {"broad-scope", "untrusted-trigger"},
	"impersonation-grant":              {"broad-scope"},
	"broad-grant":                      {"broad-scope"},
	"escalation-grant":                 {"broad-scope"},
	"reads-all-secrets":                {"broad-scope"},
	"open-trust":                       {"broad-scope"},
	"unpinned-tool":                    {"supply"},
	"cleartext-tool":                   {"supply", "exposure"},
	"cleartext-store":                  {"exposure"},
	"unverified-server":                {"exposure"},
	"untrusted-trigger":                {"untrusted-trigger"},
	"open-to-everyone":                 {"untrusted-trigger"},
	"head-before-agent":                {"untrusted-trigger", "supply"},
	"open-agent-endpoint":              {"untrusted-trigger"},
	"approval-off":                     {"approval"},
	"sandbox-off":                      {"approval"},
	"unrestricted-shell":               {"approval", "broad-scope"},
	"write-tool-without-approval":      {"approval"},
	"open-delegation":                  {"approval"},
	"exposed-output":                   {"exposure"},
	"credential-in-prompt":             {"exposure", "literal"},
	"credential-in-log":                {"exposure"},
	"credential-in-tool-result":        {"exposure"},
	"world-readable-credential":        {"exposure"},
	"baked-credential":                 {"literal", "exposure"},
	"inherited-secrets":                {"exposure"},
	"unchecked-token":                  {"untrusted-trigger"},
	"static-store-login":               {"static-key"},
	"personal-token":                   {"static-key"},
	"static-cloud-login":               {"static-key"},
}

// slack is how many lines a place may be off: readers mark the line above or
// below a value.
const slack = 2

func (l label) covers(p position, slack int) bool {
	return p.File == l.Path && p.Line <= l.End+slack && p.EndLine >= l.Line-slack
}

func (f finding) about(concern string) bool { return slices.Contains(concerns[f.Rule], concern) }

func main() {
	log.SetFlags(0)
	labelsPath := flag.String("labels", "", "labels, one JSON object a line")
	reportPath := flag.String("report", "", "report of nhivet scan --format json")
	reviewPath := flag.String("review", "", "verdicts of a reader on a scan's results, one JSON object a line; alone")
	verbose := flag.Bool("v", false, "list what was missed and stepped into, and findings without a label")
	flag.Parse()
	if *reviewPath != "" {
		if err := review(*reviewPath); err != nil {
			log.Fatal(err)
		}
		return
	}
	labels, err := readLabels(*labelsPath)
	if err != nil {
		log.Fatal(err)
	}
	findings, err := readReport(*reportPath)
	if err != nil {
		log.Fatal(err)
	}
	score(labels, findings, *verbose)
}

// review counts how many of a scan's results a reader keeps.
func review(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var kept, of int
	for line := range strings.Lines(string(text)) {
		var v struct{ Verdict string }
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		of++
		if v.Verdict == "keep" {
			kept++
		}
	}
	fmt.Printf("kept %d of %d (%s)\n", kept, of, percent(kept, of))
	return nil
}

func readLabels(path string) ([]label, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []label
	s := bufio.NewScanner(f)
	for s.Scan() {
		var l label
		if err := json.Unmarshal(s.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		out = append(out, l)
	}
	return out, s.Err()
}

func readReport(path string) ([]finding, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var r struct {
		Findings []finding `json:"findings"`
	}
	return r.Findings, json.Unmarshal(text, &r)
}

func score(labels []label, findings []finding, verbose bool) {
	files := map[string]bool{}
	missed := map[string]int{}
	var want, found, traps, hit int
	labelled := map[int]bool{}
	for _, l := range labels {
		files[l.Path] = true
		switch l.Kind {
		case "finding":
			want++
			ok := false
			for i, f := range findings {
				if !f.about(l.Concern) {
					continue
				}
				here := l.covers(f.At, slack)
				for _, r := range f.Related {
					here = here || l.covers(r.At, slack)
				}
				if here {
					ok = true
					labelled[i] = true
				}
			}
			if ok {
				found++
			} else {
				missed[l.Concern]++
				if verbose {
					fmt.Printf("missed  %s:%d-%d %s: %s\n", l.Path, l.Line, l.End, l.Concern, l.Why)
				}
			}
		case "trap":
			traps++
			for _, f := range findings {
				if f.about(l.Concern) && l.covers(f.At, 0) && !confirmed(labels, f) {
					hit++
					if verbose {
						fmt.Printf("trap    %s:%d-%d %s: %s | %s [%s]\n", l.Path, l.Line, l.End, l.Concern, l.Why, f.Message, f.Rule)
					}
					break
				}
			}
		}
	}
	if verbose {
		for i, f := range findings {
			if files[f.At.File] && !labelled[i] && !confirmed(labels, f) {
				fmt.Printf("extra   %s:%d %s: %s [%s]\n", f.At.File, f.At.Line, f.Level, f.Message, f.Rule)
			}
		}
	}
	var by []string
	for c, n := range missed {
		by = append(by, fmt.Sprintf("%s %d", c, n))
	}
	sort.Strings(by)
	fmt.Printf("%d files; findings %d of %d (%s); traps %d of %d (%s); missed: %s\n",
		len(files), found, want, percent(found, want), hit, traps, percent(hit, traps), strings.Join(by, ", "))
}

// confirmed says whether a reader's finding stands where a trap of the same
// concern was marked.
func confirmed(labels []label, f finding) bool {
	return slices.ContainsFunc(labels, func(l label) bool {
		return l.Kind == "finding" && f.about(l.Concern) && l.covers(f.At, slack)
	})
}

func percent(n, of int) string {
	if of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.0f %%", 100*float64(n)/float64(of))
}
