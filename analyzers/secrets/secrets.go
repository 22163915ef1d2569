// Package secrets finds credentials in any text file by their own shape: vendor
// tokens, private keys, connection strings, web tokens. It leaves what only a
// name gives away to the analyzers that parse the file, and every judgement of a
// value to package creds.
package secrets

import (
	"bytes"
	"context"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/wordset"
)

// Analyzer reads every text file of up to 2 MiB, each as a unit of its own.
var Analyzer = &nhi.Analyzer{
	Name: "secrets",
	Doc:  "credentials in any text file, by their shape",
	Reads: []string{
		"vendor tokens, private keys, connection strings and web tokens, in any text file of up to 2 MiB",
		"the logins in clients' own files: netrc, npmrc, pypirc, kubeconfig, those of registries and clouds",
	},
	Formats: []nhi.Format{
		{Name: "Text", Files: "any text file, by the formats of credentials", Source: "https://docs.github.com/en/code-security/reference/secret-security/supported-secret-scanning-patterns", Fixture: "noise"},
		{Name: "netrc", Files: ".netrc, _netrc", Source: "https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html", Fixture: "logins/.netrc"},
		{Name: "npmrc", Files: ".npmrc, .yarnrc", Source: "https://docs.npmjs.com/cli/configuring-npm/npmrc", Fixture: "logins/.npmrc"},
		{Name: "pypirc", Files: ".pypirc", Source: "https://packaging.python.org/en/latest/specifications/pypirc/", Fixture: "logins/.pypirc"},
		{Name: "kubeconfig", Files: "by kind: Config and current-context", Source: "https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/", Fixture: "logins/kubeconfig.yaml"},
	},
	Leaves: "lock files, minified and binary files, and what only a name would give away",
	Wants:  wants,
	Claims: claims,
	Sees:   sees,
	Run:    run,
}

// wants says by its path whether a file may hold text that people write.
func wants(name string) bool {
	base := strings.ToLower(path.Base(name))
	if lockFiles[base] || strings.HasSuffix(base, ".min.js") || strings.HasSuffix(base, ".min.css") || strings.HasSuffix(base, "-lock.json") || strings.HasSuffix(base, ".lock") {
		return false
	}
	return !skipped[path.Ext(base)]
}

// claims gives each text file a unit of its own.
func claims(name string, text []byte) (string, bool) {
	if len(text) < 12 {
		return "", false
	}
	if bytes.IndexByte(text[:min(len(text), 1024)], 0) >= 0 {
		return "", false // binary
	}
	return name, true
}

// sees says whether run would find anything.
func sees(name string, text []byte) bool {
	for _, k := range files {
		if k.is(name, text) {
			return true
		}
	}
	return creds.Any(name, text)
}

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	facts := &nhi.Facts{}
	for _, f := range u.Files {
		if err := ctx.Err(); err != nil {
			return facts, err
		}
		store := Store(f.Path)
		for _, found := range creds.Scan(f) {
			facts.Credentials = append(facts.Credentials, found.Credential("", store))
		}
		for _, c := range logins(f) {
			c.Store = store
			facts.Credentials = append(facts.Credentials, c)
		}
	}
	return facts, nil
}

// Store says where a literal of a file is kept: in code, or in another file.
func Store(name string) string {
	base := path.Base(name)
	switch {
	case code[strings.ToLower(path.Ext(base))]:
		return "code"
	case strings.HasPrefix(base, ".env") || strings.HasSuffix(base, ".env"):
		return "env-file"
	}
	return "file"
}

var lockFiles = wordset.Of("package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml poetry.lock uv.lock pipfile.lock cargo.lock gemfile.lock composer.lock go.sum go.work.sum flake.lock .terraform.lock.hcl bun.lockb deno.lock pdm.lock pixi.lock .secrets.baseline")

var skipped = wordset.Of(`.map .png .jpg .jpeg .gif .webp .avif .ico .bmp .tiff .svg .psd .pdf .doc .docx .xls .xlsx .ppt .pptx .odt
	.zip .gz .tgz .bz2 .xz .zst .7z .rar .tar .jar .war .ear .whl .deb .rpm .apk .dmg .iso .img
	.exe .dll .so .dylib .a .o .obj .syso .elf .pgo .pprof .class .pyc .pyo .wasm .bin .dat .db .sqlite .sqlite3 .parquet .arrow .npy .npz .pt .onnx .safetensors .gguf .pkl
	.mp3 .mp4 .m4a .wav .ogg .webm .mov .avi .mkv .flac .woff .woff2 .ttf .otf .eot .crt .cer .der .csr .pub .asc .sig .patch .snap`)

var code = wordset.Of(".go .py .pyi .js .jsx .mjs .cjs .ts .tsx .mts .cts .java .kt .kts .scala .rb .php .rs .c .h .cc .cpp .hpp .cs .fs .swift .m .sh .bash .zsh .fish .ps1 .psm1 .bat .cmd .pl .lua .r .ex .exs .erl .clj .groovy .dart .vue .svelte .ipynb .sql .nix")
