package mcp

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func FuzzFile(f *testing.F) {
	for _, pattern := range [...]string{"testdata/*/*.json", "testdata/*/.*/*.json", "testdata/*/*.jsonc", "testdata/*/.mcp.json", "testdata/*/.codex/*.toml"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(filepath.Base(filepath.Dir(file))+"/"+filepath.Base(file), text)
		}
	}
	f.Add("mcp.json", []byte(`{"mcpServers":{"a":{"command":"${{${","args":["-e","=","--","-","--=","%A%","://@:@?&=="],"url":"http://[::1"}}}`))
	f.Fuzz(func(t *testing.T, name string, text []byte) {
		if facts, ok := read(t, name, text); ok {
			check(t, facts)
		}
	})
}

// Files of strangers cost time in proportion to their size.
func TestHostile(t *testing.T) {
	const n = 20000
	for name, text := range map[string]string{
		"servers":    `{"mcpServers":{` + strings.Repeat(`"a":{"command":"npx","args":["-y","p"]},`, n) + `"b":{"url":"http://h/"}}}`,
		"distinct":   `{"mcpServers":{"a":{"command":"x","args":[` + strings.Repeat(`"--token","q8Zr1Xw4Lk9Vt2Bn7Md5Hs3Jf6Gc0Py",`, n) + `"z"]}}}`,
		"braces":     `{"mcpServers":{"a":{"command":"x","args":["` + strings.Repeat("${", n) + `","` + strings.Repeat("{", n) + `"]}}}`,
		"quotes":     `{"mcpServers":{"a":{"command":"npx ` + strings.Repeat(`' `, n) + `"}}}`,
		"wrappers":   `{"mcpServers":{"a":{"command":"sudo","args":[` + strings.Repeat(`"sudo",`, n) + `"z"]}}}`,
		"queries":    `{"mcpServers":{"a":{"url":"https://h/?` + strings.Repeat("token=q8Zr1Xw4Lk9Vt2Bn7Md5Hs3Jf6&", n) + `"}}}`,
		"references": `{"mcpServers":{"a":{"command":"x","env":{"TOKEN":"` + strings.Repeat("${A_TOKEN}", n) + `"}}}}`,
		"nesting":    strings.Repeat(`{"mcpServers":`, n),
		"keys":       `{` + strings.Repeat(`"projects":{"a":{"b":1}},`, n) + `"mcpServers":{}}`,
	} {
		start := time.Now()
		facts, ok := read(t, "mcp.json", []byte(text))
		if !ok {
			t.Errorf("%s: not claimed", name)
			continue
		}
		// Generous: the point is to notice a square, which takes minutes.
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s: took %v", name, took)
		} else {
			t.Logf("%s: %v, %d facts, %d notices", name, took, count(facts), len(facts.Notices))
		}
	}
}
