package config

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
)

var rules = []string{"missing-ttl", "ttl-too-long", "shared-service-account", "wildcard-grant"}

func load(text string) (*Config, error) { return Load(nhi.NewFile(Name, []byte(text)), rules) }

func TestLoad(t *testing.T) {
	const hour = time.Hour
	for name, c := range map[string]struct {
		text string
		want Config
	}{
		"empty":   {"", Config{}},
		"comment": {"# nothing\n", Config{}},
		"null":    {"---\n", Config{}},
		"everything": {`version: 1
exclude: ["/examples/", '*.tmpl.yaml']
rules:
  missing-ttl: off
  ttl-too-long: note
  shared-service-account: {level: warning, parameters: {max: 2, name: x}}
  wildcard-grant: {level: off}
fail-on: never
agents: {include: ["workload:a*"], exclude: [ci-job:docs]}
lives:
  good: 30m
  standing: 1y
  kinds: {vault-token: {quiet: 8h}}
  environments: {dev: {quiet: 2w, standing: 60d}}
owns: [kubernetes, aws]
ignores:
  - {rule: "missing-ttl, ttl-too-long", path: ./deploy/a.json, line: 3, until: 2027-06-30, reason: rotated}
`, Config{
			Exclude: []string{"/examples/", "*.tmpl.yaml"},
			Rules: map[string]Rule{
				"missing-ttl": {Off: true}, "ttl-too-long": {Level: nhi.Note}, "wildcard-grant": {Off: true},
				"shared-service-account": {Level: nhi.Warning, Parameters: map[string]string{"max": "2", "name": "x"}},
			},
			FailOn: nhi.None,
			Agents: Agents{Include: []string{"workload:a*"}, Exclude: []string{"ci-job:docs"}},
			Lives: Table{
				Lives: Lives{Good: hour / 2, Standing: 365 * 24 * hour}, Kinds: map[string]Lives{"vault-token": {Quiet: 8 * hour}},
				Environments: map[string]Lives{"dev": {Quiet: 14 * 24 * hour, Standing: 60 * 24 * hour}},
			},
			Owns: []string{"kubernetes", "aws"},
			Ignores: []Ignore{{
				Rules: []string{"missing-ttl", "ttl-too-long"}, Pattern: "deploy/a.json", Lines: []int{3}, Until: "2027-06-30", Reason: "rotated",
			}},
		}},
		"alias": {"rules:\n  missing-ttl: &r {level: note}\n  ttl-too-long: *r\n", Config{Rules: map[string]Rule{"missing-ttl": {Level: nhi.Note}, "ttl-too-long": {Level: nhi.Note}}}},
	} {
		got, err := load(c.text)
		for i := range got.Ignores {
			if line := got.Ignores[i].Place().Position().Line; line != 17 {
				t.Errorf("%s: ignore at line %d", name, line)
			}
			got.Ignores[i].place = nhi.Span{}
		}
		if err != nil || !reflect.DeepEqual(*got, c.want) {
			t.Errorf("%s: %v\n got %+v\nwant %+v", name, err, got, c.want)
		}
	}
}

func TestProblems(t *testing.T) {
	for text, want := range map[string]string{
		"exlude: [a]":                                 ".nhivet.yaml:1:1: unknown key 'exlude' (did you mean 'exclude'?)",
		"version: 2":                                  ".nhivet.yaml:1:10: version has to be 1",
		"rules:\n  mising-ttl: off":                   ".nhivet.yaml:2:3: unknown rule 'mising-ttl' (did you mean 'missing-ttl'?)",
		"rules:\n  entirely-else: off":                ".nhivet.yaml:2:3: unknown rule 'entirely-else'",
		"rules: {missing-ttl: {levle: off}}":          ".nhivet.yaml:1:23: unknown key 'levle' (did you mean 'level'?)",
		"rules: {missing-ttl: loud}":                  ".nhivet.yaml:1:22: the level of missing-ttl has to be error, warning, note or off",
		"rules: {missing-ttl: warnign}":               ".nhivet.yaml:1:22: the level of missing-ttl has to be error, warning, note or off (did you mean 'warning'?)",
		"rules: {missing-ttl: {parameters: {a: []}}}": ".nhivet.yaml:1:39: parameter 'a' has to be one value",
		"rules: [missing-ttl]":                        ".nhivet.yaml:1:8: rules has to be a mapping",
		"fail-on: always":                             ".nhivet.yaml:1:10: fail-on has to be error, warning, note or never",
		"exclude: a":                                  ".nhivet.yaml:1:10: exclude has to be a list",
		"exclude: [a, {b: c}]":                        ".nhivet.yaml:1:14: exclude has to be a list of patterns",
		"agents: {only: []}":                          ".nhivet.yaml:1:10: unknown key 'only'",
		"lives: {good: 3 hours}":                      ".nhivet.yaml:1:15: good has to be a time such as 30m, 24h, 90d or 1y",
		"lives: {good: -1h}":                          ".nhivet.yaml:1:15: good has to be a time such as 30m, 24h, 90d or 1y",
		"lives: {good: 2h, quiet: 1h}":                ".nhivet.yaml:1:8: lives: good must not be above quiet, nor quiet above standing",
		"lives: {environments: {production: {}}}":     ".nhivet.yaml:1:24: unknown key 'production'",
		"lives: {kinds: {x: {god: 1h}}}":              ".nhivet.yaml:1:21: unknown key 'god' (did you mean 'good'?)",
		"owns: [gcp]":                                 ".nhivet.yaml:1:8: a platform of owns has to be kubernetes, aws, google, azure or vault",
		"owns: [azur]":                                ".nhivet.yaml:1:8: a platform of owns has to be kubernetes, aws, google, azure or vault (did you mean 'azure'?)",
		"owns: aws":                                   ".nhivet.yaml:1:7: owns has to be a list",
		"ignores: [{rule: missing-ttl, path: a}]":     ".nhivet.yaml:1:11: an ignore needs rule, path and reason",
		"ignores: [{rule: missing-ttl, path: a, reason: r, until: soon}]": ".nhivet.yaml:1:58: until has to be a date such as 2027-06-30",
		"ignores: [{rule: missing-ttl, path: a, reason: r, line: 0}]":     ".nhivet.yaml:1:57: line has to be a number from 1",
		"version: 1\nversion: 1":      ".nhivet.yaml:2:1: key 'version' is there twice",
		"version: 1\n---\nversion: 1": ".nhivet.yaml:2:1: a second document; the file has one",
		"- a":                         ".nhivet.yaml:1:1: the file has to be a mapping",
		"a: [":                        ".nhivet.yaml:1:1: did not find expected node content",
		"\"\\e[31m\": 1":              `.nhivet.yaml:1:1: unknown key '\x1b[31m'`,
		"exlude: []\nfailon: error":   ".nhivet.yaml:1:1: unknown key 'exlude' (did you mean 'exclude'?)\n.nhivet.yaml:2:1: unknown key 'failon' (did you mean 'fail-on'?)",
	} {
		c, err := load(text)
		if c != nil || err == nil || err.Error() != want {
			t.Errorf("%q:\n got %v\nwant %v", text, err, want)
		}
	}
	if _, err := load(strings.Repeat("a", 100) + ": 1\n"); err == nil {
		t.Error("no error")
	}
}

func TestTemplate(t *testing.T) {
	c, err := load(Template)
	if err != nil {
		t.Fatal(err)
	}
	if c.FailOn != nhi.Warning || c.Lives.Lives != DefaultLives {
		t.Errorf("%+v", c)
	}
	// What is commented out is right too.
	var lines []string
	for line := range strings.Lines(Template) {
		before, after, ok := strings.Cut(line, "  # ")
		if ok && strings.TrimSpace(before) == "" && !strings.HasPrefix(line, "#") {
			line = before + "  " + after
		}
		lines = append(lines, line)
	}
	if c, err = load(strings.Join(lines, "")); err != nil {
		t.Fatal(err)
	}
	if len(c.Exclude) != 2 || len(c.Rules) != 2 || len(c.Ignores) != 1 || len(c.Agents.Include) != 1 || c.Lives.Kinds["vault-token"].Quiet != 8*time.Hour {
		t.Errorf("%+v", c)
	}
}

func TestLimits(t *testing.T) {
	var none *Config
	if none.Limits("x", "dev") != DefaultLives || none.Off("x") || none.Owned("aws") || none.Level("x") != "" || len(none.Parameters()) != 0 {
		t.Error("a nil configuration is every default")
	}
	c, err := load("lives: {quiet: 12h, environments: {dev: {quiet: 7d}}, kinds: {key: {quiet: 30m}, old: {good: 100d}}}")
	if err != nil {
		t.Fatal(err)
	}
	day := 24 * time.Hour
	for _, l := range []struct {
		kind, environment string
		want              Lives
	}{
		{"", "", Lives{time.Hour, 12 * time.Hour, 90 * day}},
		{"token", "dev", Lives{time.Hour, 7 * day, 90 * day}},
		{"key", "dev", Lives{time.Hour, time.Hour, 90 * day}},
		{"old", "prod", Lives{100 * day, 100 * day, 100 * day}},
	} {
		if got := c.Limits(l.kind, l.environment); got != l.want {
			t.Errorf("%s %s: %v", l.kind, l.environment, got)
		}
	}
}

func TestAgents(t *testing.T) {
	f := nhi.NewFile("deploy/bots/a.yaml", []byte("x"))
	a := &nhi.Agent{Kind: "workload", Name: "shop/support-bot", At: f.At(0, 1)}
	for p, want := range map[string]bool{
		"workload:shop/*": true, "*-bot": true, "ci-job:*": false, "/deploy/": true, "bots/": true, "/bots/": false, "deploy": false, "support-bot": false, "*": true,
	} {
		if got := (Agents{Include: []string{p}}).Included(a); got != want {
			t.Errorf("%q: %v", p, got)
		}
		if (Agents{Include: []string{p}}).Excluded(a) {
			t.Errorf("%q excludes", p)
		}
	}
}

func TestDuration(t *testing.T) {
	for s, want := range map[string]time.Duration{"90d": 90 * 24 * time.Hour, "24h": 24 * time.Hour, "1h30m": 90 * time.Minute, "1y": 365 * 24 * time.Hour, "2w": 14 * 24 * time.Hour,
		"": 0, "0d": 0, "-1d": 0, "9999999999999y": 0, "1000y": 0, "d": 0, "5": 0, "1.5d": 0, "never": 0} {
		got, err := Duration(s)
		if got != want || (err == nil) != (want > 0) {
			t.Errorf("%q: %v %v", s, got, err)
		}
	}
}

func TestSuggest(t *testing.T) {
	for name, want := range map[string]string{"missing-tll": "missing-ttl", "misisng-ttl": "missing-ttl", "mssng-ttl": "missing-ttl", "msg": "", "wildcard": "", "": ""} {
		got := Suggest(name, rules)
		if want != "" {
			want = " (did you mean '" + want + "'?)"
		}
		if got != want {
			t.Errorf("%q: %q", name, got)
		}
	}
}

func FuzzConfig(f *testing.F) {
	f.Add(Template)
	f.Add("rules: {missing-ttl: {level: off, parameters: {a: b}}}\nlives: {kinds: {a: &x {good: 1h}, b: *x}}")
	f.Add("&a [*a]")
	f.Add("lives: &a {kinds: *a}")
	f.Add("ignores: [{rule: missing-ttl, path: a, reason: r}]\n<<: {a: b}")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := load(text)
		if (c == nil) != (err != nil) {
			t.Fatal(c, err)
		}
		if err != nil && strings.ContainsAny(err.Error(), "\x1b\r\x00") {
			t.Errorf("%q", err)
		}
		if l := c.Limits("a", "dev"); l.Good <= 0 || l.Quiet < l.Good || l.Standing < l.Quiet {
			t.Error(l)
		}
	})
}
