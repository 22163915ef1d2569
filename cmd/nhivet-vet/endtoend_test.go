package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// faults is a module in which everything that is wrong goes through a function of
// another package; a comment at the end of a line names the rule that says so.
var faults = filepath.Join("testdata", "faults")

// The programs as people have them, over a module whose faults take the facts of other
// packages to be seen.
func TestEndToEnd(t *testing.T) {
	if testing.Short() {
		t.Skip("builds nhivet and runs the go command")
	}
	dir := t.TempDir()
	for name, pkg := range map[string]string{"nhivet": "../nhivet", "nhivet-vet": "."} {
		if out, err := exec.Command("go", "build", "-o", filepath.Join(dir, name+exe()), pkg).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	text, err := os.ReadFile(filepath.Join(faults, "cmd", "desk", "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for i, line := range strings.Split(string(text), "\n") {
		if _, rule, ok := strings.Cut(line, " // "); ok {
			want = append(want, fmt.Sprintf("main.go:%d %s", i+1, rule))
		}
	}
	for _, tool := range []string{"nhivet-vet", "nhivet"} {
		out, err := vetted(t, faults, filepath.Join(dir, tool+exe()))
		if err == nil {
			t.Errorf("%s finds nothing:\n%s", tool, out)
		}
		var got []string
		for _, m := range regexp.MustCompile(`(main\.go:\d+):\d+: .*\[([a-z-]+)\]`).FindAllStringSubmatch(out, -1) {
			got = append(got, m[1]+" "+m[2])
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q\n%s", tool, got, want, out)
		}
		if strings.Contains(out, "T3BlbkFJ") {
			t.Errorf("%s prints the key", tool)
		}
	}
}

func exe() string {
	if os.PathSeparator == '\\' {
		return ".exe"
	}
	return ""
}

// BenchmarkEngine counts how often nhivet, and with it the rule engine, is started for
// a run of go vet that has found nothing yet: never for packages without facts.
func BenchmarkEngine(b *testing.B) {
	tool, called := tools(b)
	original, err := os.ReadFile(tool)
	if err != nil {
		b.Fatal(err)
	}
	for name, dir := range map[string]string{"without-facts": filepath.Join("testdata", "plain"), "with-facts": faults} {
		b.Run(name, func(b *testing.B) {
			starts, n := 0, 0
			for b.Loop() {
				b.StopTimer() // another byte makes another tool, of which go vet knows nothing
				n++
				if err := os.WriteFile(tool, append(original, fmt.Sprint(name, n, os.Getpid())...), 0o755); err != nil {
					b.Fatal(err)
				}
				os.Remove(called)
				b.StartTimer()
				vetted(b, dir, tool)
				text, err := os.ReadFile(called)
				if err == nil {
					starts += strings.Count(string(text), "vet.cfg")
				}
			}
			if starts > 0 && name == "without-facts" {
				b.Errorf("nhivet started %d times", starts)
			}
			b.ReportMetric(float64(starts)/float64(n), "engines/op")
		})
	}
}
