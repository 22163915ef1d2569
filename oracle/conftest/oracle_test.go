// Package conftest holds nhivet's verdicts against conftest's own: what
//
//	nhivet facts --format json > facts.json
//	conftest test --policy rules facts.json
//
// says must be what nhivet scan says, with the same rules, messages and lines. It
// is a module of its own, for conftest's runner brings 155 others.
package conftest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/open-policy-agent/conftest/output"
	"github.com/open-policy-agent/conftest/runner"
)

const root = "../.."

// verdict is what both must agree on.
type verdict struct {
	rule, message, file string
	line                int64
}

func (v verdict) String() string {
	return fmt.Sprintf("%s:%d: %s [%s]", v.file, v.line, v.message, v.rule)
}

// tree is a file or folder to judge, named from dir.
type tree struct{ dir, path string }

// trees are every fixture and every repository of the corpus.
func trees(t *testing.T) []tree {
	t.Helper()
	var out []tree
	for _, pattern := range []string{"*/bad*", "*/good*", "corpus/*/bad", "corpus/*/good"} {
		paths, err := filepath.Glob(filepath.Join(root, "testdata", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range paths {
			dir, path := filepath.Split(p)
			out = append(out, tree{dir, path})
		}
	}
	if len(out) == 0 {
		t.Fatal("no fixtures")
	}
	return out
}

func TestVerdictsAreConftests(t *testing.T) {
	temp := t.TempDir()
	nhivet := filepath.Join(temp, "nhivet")
	build := exec.Command("go", "build", "-o", nhivet, "./cmd/nhivet")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	all := trees(t)
	ours, told := make([]map[verdict]bool, len(all)), make([]map[verdict]bool, len(all))
	var files []string
	var developing []map[place]bool
	index := map[string]int{}
	for i, x := range all {
		ours[i], told[i] = scan(t, nhivet, x)
		file := filepath.Join(temp, fmt.Sprintf("facts-%d.json", i))
		facts := run(t, nhivet, x, "facts")
		if err := os.WriteFile(file, facts, 0o644); err != nil {
			t.Fatal(err)
		}
		developing = append(developing, development(t, facts))
		files = append(files, file)
		index[file] = i
	}
	// What "conftest test --policy rules" does, whose default is the second dialect.
	r := runner.TestRunner{RegoVersion: "v1", Policy: []string{filepath.Join(root, "rules")}, Namespace: []string{"main"}}
	results, err := r.Run(context.Background(), files)
	if err != nil {
		t.Fatal(err)
	}
	theirs := make([]map[verdict]bool, len(all))
	for _, result := range results {
		i, ok := index[result.FileName]
		if !ok {
			t.Fatalf("a result of %s", result.FileName)
		}
		theirs[i] = verdicts(t, result)
	}
	rules, total := map[string]bool{}, 0
	for i, x := range all {
		for v := range ours[i] {
			rules[v.rule] = true
			total++
		}
		for _, v := range sorted(ours[i], theirs[i]) {
			t.Errorf("%s%s: only nhivet says: %s", x.dir, x.path, v)
		}
		for v := range theirs[i] {
			if told[i][verdict{rule: v.rule, file: v.file, line: v.line}] || instance(v, ours[i]) || (developing[i][place{v.file, v.line}] || example.MatchString(v.file)) && note(t, v.rule) || example.MatchString(v.file) && sharing.MatchString(v.rule) {
				delete(theirs[i], v)
			}
		}
		for _, v := range sorted(theirs[i], ours[i]) {
			t.Errorf("%s%s: only conftest says: %s", x.dir, x.path, v)
		}
	}
	if total == 0 {
		t.Error("nobody says anything")
	}
	if t.Failed() {
		return
	}
	t.Logf("%d trees, %d verdicts of %d rules: the same", len(all), total, len(rules))
}

// holders are the agents that a message names.
var holders = regexp.MustCompile(` of agents? '[^']*'(, '[^']*')*( and '[^']*')?`)

// instance says whether a verdict is about the same place as one of ours and differs
// in its agents alone: a resource that is made for several environments is one fact
// in each, and nhivet tells of it once.
func instance(v verdict, ours map[verdict]bool) bool {
	v.message = holders.ReplaceAllString(v.message, "")
	for o := range ours {
		o.message = holders.ReplaceAllString(o.message, "")
		if o == v {
			return true
		}
	}
	return false
}

// example is a folder of examples, or one that projects are made from: what is a note
// at best is dropped there, as in a development environment, and so is what sharing
// says.
var (
	example = regexp.MustCompile(`(^|/)(examples|skeleton|\{\{[^/]*)/`)
	sharing = regexp.MustCompile(`^(nhi/)?(shared-|identity-shared-|credential-shared-)`)
)

// run gives the JSON of one command over a tree.
func run(t *testing.T, nhivet string, x tree, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(nhivet, append(args, "--format", "json", "--include-ignored", "--now", "2026-11-01", x.path)...)
	cmd.Dir = x.dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s%s: %v: %v\n%s", x.dir, x.path, args, err, stderr.Bytes())
	}
	return out
}

// together is what a finding adds to its message when it speaks for others of its
// rule and place: their names, and how many say something else.
var together = regexp.MustCompile(` \(and '[^)]*\)| \(and \d+ more such grants here\)`)

// scan gives the verdicts, and the places that they tell of besides: of equal
// literals one finding speaks, where the rule has one for each, and so it does for
// the instances of one place.
func scan(t *testing.T, nhivet string, x tree) (verdicts, told map[verdict]bool) {
	t.Helper()
	var report struct {
		Findings []struct {
			Rule, Message string
			At            place
			Related       []struct {
				At   place
				Note string
			}
		}
	}
	if err := json.Unmarshal(run(t, nhivet, x, "scan", "--fail-on", "never"), &report); err != nil {
		t.Fatal(err)
	}
	verdicts, told = map[verdict]bool{}, map[verdict]bool{}
	for _, f := range report.Findings {
		message := together.ReplaceAllString(f.Message, "")
		verdicts[verdict{f.Rule, message, f.At.File, f.At.Line}] = true
		if message != f.Message {
			told[verdict{rule: f.Rule, file: f.At.File, line: f.At.Line}] = true
		}
		for _, s := range f.Related {
			if s.Note == "the same value is written out here" {
				told[verdict{rule: f.Rule, file: s.At.File, line: s.At.Line}] = true
			}
		}
	}
	return verdicts, told
}

type place struct {
	File string
	Line int64
}

// development are the places of facts that no agent but those of a development or
// test environment reaches: nhivet lowers what rules say there, and drops what is
// a note at best.
func development(t *testing.T, facts []byte) map[place]bool {
	t.Helper()
	type ref struct{ Environment string }
	var inventory struct {
		Credentials, Tools, Grants []struct {
			Environment string
			Agents      []ref
			At          place
		}
	}
	if err := json.Unmarshal(facts, &inventory); err != nil {
		t.Fatal(err)
	}
	dev := func(r ref) bool { return r.Environment == "dev" || r.Environment == "test" }
	out := map[place]bool{}
	for _, f := range slices.Concat(inventory.Credentials, inventory.Tools, inventory.Grants) {
		if dev(ref{f.Environment}) || len(f.Agents) > 0 && !slices.ContainsFunc(f.Agents, func(r ref) bool { return !dev(r) }) {
			out[f.At] = true
		}
	}
	return out
}

var severity = regexp.MustCompile(`(?m)^#   severity: (\d+\.\d+)$`)

// note says whether a rule is a note at best: its severity is below 4.0.
func note(t *testing.T, rule string) bool {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "rules", rule+".rego"))
	if err != nil {
		t.Fatal(err)
	}
	m := severity.FindSubmatch(text)
	return m != nil && m[1][0] < '4' && len(m[1]) == 3
}

func verdicts(t *testing.T, result output.CheckResult) map[verdict]bool {
	t.Helper()
	if len(result.Warnings)+len(result.Exceptions) > 0 {
		t.Errorf("%s: only denials were expected: %+v %+v", result.FileName, result.Warnings, result.Exceptions)
	}
	out := map[verdict]bool{}
	for _, f := range result.Failures {
		rule, _ := f.Metadata["rule"].(string)
		if f.Location == nil {
			t.Errorf("%s: no place: %s [%s]", result.FileName, f.Message, rule)
			continue
		}
		line, err := f.Location.Line.Int64()
		if err != nil {
			t.Errorf("%s: line %s: %v", result.FileName, f.Location.Line, err)
		}
		out[verdict{rule, f.Message, f.Location.File, line}] = true
	}
	return out
}

// sorted are those of a that b lacks.
func sorted(a, b map[verdict]bool) []string {
	var out []string
	for v := range a {
		if !b[v] {
			out = append(out, strings.TrimSpace(v.String()))
		}
	}
	sort.Strings(out)
	return out
}
