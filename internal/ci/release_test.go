package ci

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// platforms are those of a release.
var platforms = []string{"darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64", "windows_amd64", "windows_arm64"}

// archive is what a release has for a platform: the program, by its name there.
func archive(t *testing.T, platform string, program []byte) []byte {
	t.Helper()
	name := "nhivet"
	if strings.HasPrefix(platform, "windows") {
		name += ".exe"
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o755, Size: int64(len(program))}); err != nil {
		t.Fatal(err)
	}
	w.Write(program)
	w.Close()
	z.Close()
	return b.Bytes()
}

// TestReleaseIsOneList holds everything that names the platforms of a release to
// one list.
func TestReleaseIsOneList(t *testing.T) {
	var release struct {
		Builds []struct {
			ID     string
			Main   string
			Goos   []string
			Goarch []string
			Flags  []string
			Env    []string
			Stamp  string `yaml:"mod_timestamp"`
		}
	}
	load(t, ".goreleaser.yaml", &release)
	if len(release.Builds) != 2 {
		t.Fatalf("%d builds", len(release.Builds))
	}
	for _, b := range release.Builds {
		var got []string
		for _, os := range b.Goos {
			for _, arch := range b.Goarch {
				got = append(got, os+"_"+arch)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, platforms) || !slices.Contains(b.Flags, "-trimpath") || !slices.Contains(b.Env, "CGO_ENABLED=0") || b.Stamp == "" {
			t.Errorf("%s: %+v", b.ID, b)
		}
		if _, err := os.Stat(filepath.Join(root, b.Main, "main.go")); err != nil {
			t.Error(err)
		}
	}
	for name, spell := range map[string]func(os, arch string) string{
		"action.yml":              func(os, arch string) string { return "platform=" + os + "_" + arch + " ;;" },
		"packaging/npm/build.mjs": func(os, arch string) string { return `go: "` + os + "_" + arch + `"` },
	} {
		text := read(t, filepath.Join(root, name))
		for _, p := range platforms {
			os, arch, _ := strings.Cut(p, "_")
			if !strings.Contains(text, spell(os, arch)) {
				t.Errorf("%s does not have %s", name, p)
			}
		}
	}
	// What runs GoReleaser runs the version whose configuration the oracle reads.
	version := regexp.MustCompile(`goreleaser/v2[@ ](v[0-9.]+)`)
	ran := version.FindStringSubmatch(read(t, filepath.Join(root, ".github/workflows/release.yml")))
	asked := version.FindStringSubmatch(read(t, filepath.Join(root, "oracle/goreleaser/go.mod")))
	if ran == nil || asked == nil || ran[1] != asked[1] {
		t.Errorf("%v is run and %v is asked", ran, asked)
	}
}

// TestContainerFile: the file that makes our own image is read, and has none of the
// faults that we tell others of.
func TestContainerFile(t *testing.T) {
	cmd := exec.Command(filepath.Join(bin, "nhivet"), "scan", "--fail-on", "note", "--strict", "Dockerfile")
	cmd.Dir = root
	out, err := cmd.CombinedOutput()
	if exitCode(t, err) != 0 || !strings.Contains(string(out), "no findings in 1 file;") {
		t.Errorf("%s", out)
	}
	text := read(t, filepath.Join(root, "Dockerfile"))
	for _, want := range []string{"\nFROM scratch\n", "\nUSER 65532:65532\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
}

// TestNpm makes the packages of a release, installs the one for this machine
// without the network and without scripts, and runs it.
func TestNpm(t *testing.T) {
	for _, name := range []string{"node", "npm", "tar"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skip(err)
		}
	}
	program, err := os.ReadFile(filepath.Join(bin, "nhivet"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, p := range platforms {
		content := []byte("no program of this machine")
		if p == runtime.GOOS+"_"+runtime.GOARCH {
			content = program
		}
		plant(t, dir, map[string]string{"dist/nhivet_9.8.7_" + p + ".tar.gz": string(archive(t, p, content))})
	}
	run := func(in string, name string, args ...string) (string, int) {
		t.Helper()
		cmd := exec.Command(name, args...)
		cmd.Dir, cmd.Env = in, cleanEnv("npm_config_cache="+filepath.Join(dir, "cache"), "npm_config_update_notifier=false")
		out, err := cmd.CombinedOutput()
		return string(out), exitCode(t, err)
	}
	top, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	if out, code := run(dir, "node", filepath.Join(top, "packaging/npm/build.mjs"), "v9.8.7", "dist", "out"); code != 0 {
		t.Fatal(out)
	}
	made, _ := filepath.Glob(filepath.Join(dir, "out", "*", "package.json"))
	if len(made) != len(platforms)+1 {
		t.Fatal(made)
	}
	out, _ := run(dir, "node", "-p", "process.platform + '-' + process.arch")
	own := "nhivet-" + strings.TrimSpace(out)
	plant(t, dir, map[string]string{"user/package.json": `{"name": "user", "version": "1.0.0"}`, "user/triage.yaml": good, "user/refund.yaml": shared})
	user := filepath.Join(dir, "user")
	if out, code := run(user, "npm", "install", "--offline", "--ignore-scripts", "--install-links", "--no-audit", "--no-fund", "--omit=optional", filepath.Join(dir, "out", "nhivet")); code != 0 {
		t.Fatal(out)
	}
	start := filepath.Join(user, "node_modules", ".bin", "nhivet")
	if out, code := run(user, start, "version"); code != 2 || !strings.Contains(out, "is not installed: npm left it out") {
		t.Errorf("without its platform: exit %d\n%s", code, out)
	}
	if out, code := run(user, "npm", "install", "--offline", "--ignore-scripts", "--install-links", "--no-audit", "--no-fund", "--omit=optional", filepath.Join(dir, "out", own)); code != 0 {
		t.Fatal(out)
	}
	if out, code := run(user, start, "version"); code != 0 || !strings.HasPrefix(out, "nhivet ") {
		t.Errorf("exit %d\n%s", code, out)
	}
	if out, code := run(user, start, "scan", "triage.yaml", "refund.yaml"); code != 1 || !strings.Contains(out, says) {
		t.Errorf("its exit code is %d\n%s", code, out)
	}
}

// TestReleaseNotes: a release says what changed, or there is none.
func TestReleaseNotes(t *testing.T) {
	dir := t.TempDir()
	plant(t, dir, map[string]string{"CHANGELOG.md": "# Changelog\n\nHead.\n\n## v0.2.0 (2026-12-01)\n\n- New.\n\n## v0.1.0\n\n- Old.\n", "scripts/release-notes": read(t, filepath.Join(root, "scripts/release-notes"))})
	notes := func(version string) (string, int) {
		out, err := exec.Command("bash", filepath.Join(dir, "scripts/release-notes"), version).CombinedOutput()
		return string(out), exitCode(t, err)
	}
	if out, code := notes("v0.2.0"); code != 0 || strings.TrimSpace(out) != "- New." {
		t.Errorf("exit %d: %q", code, out)
	}
	if out, code := notes("v0.1.0"); code == 0 {
		t.Errorf("an old version: %q", out)
	}
	if _, code := notes("v0.3.0"); code == 0 {
		t.Error("a version that nothing is said about")
	}
}
