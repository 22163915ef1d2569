package typescript

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
	"github.com/nhivet/nhivet/internal/ts"
)

func TestGolden(t *testing.T) { nhitest.Facts(t, Analyzer) }

func FuzzModule(f *testing.F) {
	names, err := filepath.Glob("testdata/*/*.ts")
	if err != nil || len(names) == 0 {
		f.Fatal("no fixtures", err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	nhitest.Fuzz(f, Analyzer, "agent.ts")
}

// TestRelevant: a file is worth parsing when it imports a package of the tables, and a
// cheap look at its bytes has to tell.
func TestRelevant(t *testing.T) {
	for text, want := range map[string]bool{
		"import { Agent } from '@openai/agents'":        true,
		"import{Agent}from\"@openai/agents/realtime\"":  true,
		"import {\n  tool,\n} from 'ai';":               true,
		"const x = require('openai')":                   true,
		"const x = await import(\"@anthropic-ai/sdk\")": true,
		"export * from 'langchain/agents'":              true,
		"import { x } from './ai'":                      false,
		"import { x } from 'aim'":                       false,
		"import { x } from '@openai/agentsX'":           false,
		"import React from 'react'":                     false,
		"// from 'nowhere":                              false,
		"from":                                          false,
		"":                                              false,
	} {
		if got := relevant(language, []byte(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestOrigins: every byte of the configuration that a program makes comes from a place
// in the program.
func TestOrigins(t *testing.T) {
	tree, err := nhitest.Load("testdata/pulumi")
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range tree.Units(Analyzer) {
		files := nhitest.Run(t, Analyzer, u).Derived
		if len(files) != 2 {
			t.Errorf("%d files are derived, want 2", len(files))
		}
		for _, f := range files {
			for i := range f.Len() {
				if s := f.At(i, i+1).Origin(); !s.Valid() || s.File.Derived() {
					t.Fatalf("%s: byte %d of %q comes from nowhere", f.Path, i, f.Bytes())
				}
			}
			if i := strings.Index(string(f.Bytes()), "dynamodb:*"); i >= 0 && f.At(i, i+10).Origin().Text() != "dynamodb:*" {
				t.Errorf("the action is at %s", f.At(i, i+10).Origin())
			}
		}
	}
}

// TestClaims: what people did not write is passed over, or told.
func TestClaims(t *testing.T) {
	head := "import OpenAI from 'openai';\n"
	for name, c := range map[string]struct {
		path, text string
		want       bool
	}{
		"a program":       {"src/a.ts", head, true},
		"declarations":    {"src/a.d.ts", head, false},
		"something else":  {"src/a.py", head, false},
		"minified":        {"dist/a.js", strings.ReplaceAll(head, "\n", "") + strings.Repeat("a=b;", 1<<13), true},
		"bytes":           {"src/a.ts", head + "\x00", false},
		"no SDK":          {"src/a.ts", "import fs from 'fs'", false},
		"a large program": {"src/a.ts", head + strings.Repeat("a = b;\n", ts.MaxSize/6), true},
	} {
		if _, ok := Analyzer.Claims(c.path, []byte(c.text)); ok != c.want {
			t.Errorf("%s: %v", name, ok)
		}
	}
}

// TestHostile is about names that stand for each other, texts of texts, and more than
// anybody writes: bounded, and none of it lost in silence.
func TestHostile(t *testing.T) {
	head := "import { Agent } from '@openai/agents'\nimport OpenAI from 'openai'\n"
	laughs := head
	for i := range 40 {
		name := func(i int) string { return "v" + string(rune('a'+i%26)) + string(rune('0'+i/26)) }
		laughs += "const " + name(i) + " = `" + strings.Repeat("${"+name(i+1)+"}", 50) + "`\n"
	}
	pulumi := "import * as aws from '@pulumi/aws'\n"
	lists := pulumi
	for i := range 40 {
		lists += fmt.Sprintf("const v%d = [%s]\n", i, strings.Repeat(fmt.Sprintf("v%d, ", i+1), 50))
	}
	for name, text := range map[string]string{
		"lists of lists":     lists + "new aws.iam.RolePolicy('x', { policy: JSON.stringify({ Statement: v0 }), role: v1 })\n",
		"a role of itself":   pulumi + "const r = new aws.iam.Role('r', { name: r.name, assumeRolePolicy: r.arn.apply(r => r.apply(r)) })\n",
		"many roles":         pulumi + strings.Repeat("new aws.iam.Role('r', { name: `a${b}\"\\n%{c}`, tags: { 'a\"b': '${d}' } })\n", 5000),
		"a circle":           head + "const a = b, b = a\nnew OpenAI({ apiKey: a })\n",
		"a circle of fields": head + "const a = { b: a }\nnew OpenAI({ apiKey: a.b.b.b.b.b.b.b.b.b })\n",
		"a function of self": head + "function f(x) { return f(x) }\nnew OpenAI({ apiKey: f(1) })\n",
		"texts of texts":     laughs + "new OpenAI({ apiKey: va0 })\nnew Agent({ name: va0, instructions: va0 })\n",
		"many calls":         head + strings.Repeat("function f(k) { return new OpenAI({ apiKey: k }) }\nf(f)\n", 3000),
		"many agents":        head + strings.Repeat("a = new Agent({ name: 'x', tools: [a], handoffs: [a] })\n", 5000),
		"one of itself":      head + "let a = new Agent({ name: 'x', tools: [a] })\na = [a, ...a]\n",
		"brackets":           head + strings.Repeat("new Agent({ tools: [", 5000),
		"no text":            head + "const x = 'a\xff\xfe\n new Agent({ name: '\xc3' })",
	} {
		f := nhi.NewFile("a.ts", []byte(text))
		facts := nhitest.Run(t, Analyzer, &nhi.Unit{Files: []*nhi.File{f}})
		nhitest.Check(t, facts)
		if name == "brackets" && len(facts.Notices) != 1 {
			t.Errorf("%s: %v", name, facts.Notices)
		}
	}
	long := nhi.NewFile("big.ts", []byte(head+strings.Repeat("x = 1\n", 1<<20)))
	unit, ok := Analyzer.Claims(long.Path, long.Bytes())
	if !ok {
		t.Fatal("a large file that imports an SDK is passed over in silence")
	}
	facts := nhitest.Run(t, Analyzer, &nhi.Unit{Key: unit, Files: []*nhi.File{long}})
	if len(facts.Notices) != 1 || !facts.Notices[0].Incomplete {
		t.Errorf("a large file gives %v", facts.Notices)
	}
}

func TestDuration(t *testing.T) {
	for text, want := range map[string]int64{"2h": 7200, "7 days": 604800, "120000": 120, "1y": 31557600, "30d": 2592000, "60 seconds": 60, "soon": -1, "": -1, "-1h": -1, "99999999999y": -1} {
		got, ok := duration(text)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// benchmarks: MB/s of a core. Files without an SDK are refused by a look at their
// imports.
func benchmark(b *testing.B, text string) {
	f := nhi.NewFile("a.ts", []byte(text))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if unit, ok := Analyzer.Claims(f.Path, f.Bytes()); ok {
			if _, err := Analyzer.Run(context.Background(), &nhi.Unit{Key: unit, Files: []*nhi.File{f}}); err != nil {
				b.Fatal(err)
			}
		}
	}
}

const plain = "import { join } from 'node:path';\n\nexport async function send(host: string, retries = 3): Promise<Result> {\n  for (const name of [1, 2, 3]) {\n    await fetch(`${host}:${name}`);\n  }\n  return { a: [1, 2, 3], b: load(name) };\n}\n\n"

func BenchmarkRefused(b *testing.B) { benchmark(b, strings.Repeat(plain, 1<<20/len(plain))) }

func BenchmarkAgents(b *testing.B) {
	text, err := os.ReadFile(filepath.Join("testdata", "openai-agents", "support.ts"))
	if err != nil {
		b.Fatal(err)
	}
	// One program among ordinary code, as it is in repositories.
	benchmark(b, string(text)+strings.Repeat(plain, 1<<17/len(plain)))
}

// TestRows: every row of the tables has a fixture that says so.
func TestRows(t *testing.T) { nhitest.Rows(t, Analyzer, language) }
