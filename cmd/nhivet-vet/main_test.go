package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// tools builds nhivet-vet, and a stand-in for nhivet that says when it is called:
// the real one takes a minute to link.
func tools(tb testing.TB) (tool, called string) {
	tb.Helper()
	if testing.Short() {
		tb.Skip("runs the go command")
	}
	if runtime.GOOS == "windows" {
		tb.Skip("the stand-in is a shell script")
	}
	dir := tb.TempDir()
	tool, called = filepath.Join(dir, "nhivet-vet"), filepath.Join(dir, "called")
	if out, err := exec.Command("go", "build", "-o", tool, ".").CombinedOutput(); err != nil {
		tb.Fatalf("%v\n%s", err, out)
	}
	script := "#!/bin/sh\necho \"$@\" >> " + called + "\necho '{\"stand-in\": {\"nhivet\": [{\"posn\": \"x.go:1:1\", \"message\": \"judged\"}]}}'\n"
	if err := os.WriteFile(filepath.Join(dir, "nhivet"), []byte(script), 0o755); err != nil {
		tb.Fatal(err)
	}
	return tool, called
}

func vetted(tb testing.TB, dir, tool string, args ...string) (string, error) {
	cmd := exec.Command("go", append(append([]string{"vet", "-vettool=" + tool}, args...), "./...")...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOPROXY=off", "GOFLAGS=-mod=readonly", "GOWORK=off", "GOTOOLCHAIN=local")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.String(), err
}

// nhivet, and with it the rule engine, runs for packages with facts alone, and not
// for what those import.
func TestHandsOver(t *testing.T) {
	tool, called := tools(t)
	out, err := vetted(t, filepath.Join("..", "..", "internal", "vet", "testdata", "module"), tool)
	if err == nil || !strings.Contains(out, "judged") {
		t.Errorf("what nhivet said is lost: %v\n%s", err, out)
	}
	text, err := os.ReadFile(called)
	if n := strings.Count(string(text), "vet.cfg"); err != nil || n != 1 {
		t.Errorf("nhivet ran %d times for one package with facts: %s", n, text)
	}
	os.Remove(called)
	if out, err := vetted(t, filepath.Join("testdata", "plain"), tool); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	if text, err := os.ReadFile(called); err == nil {
		t.Errorf("nhivet ran for a package without facts: %s", text)
	}
}

// Without nhivet there are no verdicts, and nobody may take that for a clean bill.
func TestAlone(t *testing.T) {
	tool, _ := tools(t)
	if err := os.Remove(filepath.Join(filepath.Dir(tool), "nhivet")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", filepath.Dir(mustLook(t, "go")))
	if out, err := vetted(t, filepath.Join("testdata", "plain"), tool); err == nil || !strings.Contains(out, "neither beside nhivet-vet nor in the PATH") {
		t.Errorf("%v\n%s", err, out)
	}
}

func mustLook(t *testing.T, name string) string {
	t.Helper()
	full, err := exec.LookPath(name)
	if err != nil {
		t.Fatal(err)
	}
	return full
}

// A change of what findings depend on makes another tool of it.
func TestVersion(t *testing.T) {
	tool, _ := tools(t)
	dir := t.TempDir()
	id := func() string {
		cmd := exec.Command(tool, "-V=full")
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil || !strings.HasPrefix(string(out), "nhivet-vet version devel buildID=") {
			t.Fatalf("%v %s", err, out)
		}
		return string(out)
	}
	seen := map[string]bool{id(): true, id(): true}
	if len(seen) != 1 {
		t.Error("it is another one each time")
	}
	if err := os.WriteFile(filepath.Join(dir, ".nhivet.yaml"), []byte("fail-on: error\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	seen[id()] = true
	t.Setenv("SOURCE_DATE_EPOCH", "1793491200")
	seen[id()] = true
	if err := os.WriteFile(filepath.Join(filepath.Dir(tool), "nhivet"), []byte("#!/bin/sh\n# another release\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	seen[id()] = true
	if len(seen) != 4 {
		t.Errorf("%d of 4 are told apart", len(seen))
	}
}

// BenchmarkStart is what every package of a run of go vet pays before anything is
// read; go/empty is a Go program that does nothing.
func BenchmarkStart(b *testing.B) {
	tool, _ := tools(b)
	empty := filepath.Join(filepath.Dir(tool), "empty")
	if out, err := exec.Command("go", "build", "-o", empty, "./testdata/empty").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for _, args := range [][]string{{empty}, {tool, "-flags"}} {
		b.Run(filepath.Base(args[0]), func(b *testing.B) {
			var cpu int64
			for b.Loop() {
				cmd := exec.Command(args[0], args[1:]...)
				if err := cmd.Run(); err != nil {
					b.Fatal(err)
				}
				cpu += int64(cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime())
			}
			b.ReportMetric(float64(cpu)/float64(b.N)/1e6, "cpu-ms/op")
		})
	}
}
