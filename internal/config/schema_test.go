package config

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestSchema keeps the schema for editors fresh.
func TestSchema(t *testing.T) {
	files, err := filepath.Glob("../../rules/*.rego")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		if name := strings.TrimSuffix(filepath.Base(f), ".rego"); name != "main" {
			names = append(names, name)
		}
	}
	got, err := Schema(names)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../../docs/nhivet.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Error("docs/nhivet.schema.json is stale; go generate ./rules")
	}
}

// TestSchemaKnows: every list of words that the loader takes is the schema's.
func TestSchemaKnows(t *testing.T) {
	text, err := Schema([]string{"missing-ttl"})
	if err != nil {
		t.Fatal(err)
	}
	type node struct {
		Properties map[string]*node
		Items      *node
		Enum       []any
		Additional json.RawMessage `json:"additionalProperties"`
	}
	var s node
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	words := func(n *node) (out []string) {
		for _, w := range n.Enum {
			out = append(out, w.(string))
		}
		return out
	}
	keys := func(n *node) (out []string) {
		for k := range n.Properties {
			out = append(out, k)
		}
		slices.Sort(out)
		return out
	}
	sorted := func(list []string) []string { return slices.Sorted(slices.Values(list)) }
	for what, pair := range map[string][2][]string{
		"fail-on":            {words(s.Properties["fail-on"]), failLevels},
		"owns":               {words(s.Properties["owns"].Items), platforms},
		"environments":       {keys(s.Properties["environments"]), sorted(environments)},
		"lives.environments": {keys(s.Properties["lives"].Properties["environments"]), sorted(environments)},
		"lives":              {keys(s.Properties["lives"]), sorted(livesKeys)},
	} {
		if !slices.Equal(pair[0], pair[1]) {
			t.Errorf("%s: the schema has %v, the loader %v", what, pair[0], pair[1])
		}
	}
	if len(ruleKeys) != 2 || !slices.Contains(topKeys, "accepts") || string(s.Additional) != "false" {
		t.Errorf("keys %v and %v, more allowed: %s", ruleKeys, topKeys, s.Additional)
	}
}
