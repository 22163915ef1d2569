package secrets

import (
	"bytes"
	"encoding/base64"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// file is a kind of file in which a client keeps its logins: what stands there
// under a name is a secret by the file's own grammar. What has a form of its own
// (keys, tokens, the logins of registries) is found without knowing the file.
type file struct {
	is   func(name string, text []byte) bool
	read func(f *nhi.File) []*nhi.Credential
}

var files = []file{
	{named(".netrc", "_netrc", "netrc"), netrc},
	{named(".npmrc", "npmrc", ".yarnrc"), npmrc},
	{named(".pypirc"), pypirc},
	{kubeconfigs, kubeconfig},
}

// named takes files by their own names.
func named(names ...string) func(string, []byte) bool {
	return func(name string, _ []byte) bool {
		base := path.Base(name)
		for _, n := range names {
			if base == n {
				return true
			}
		}
		return false
	}
}

// logins are the credentials of a client's own file.
func logins(f *nhi.File) []*nhi.Credential {
	for _, k := range files {
		if k.is(f.Path, f.Bytes()) {
			return k.read(f)
		}
	}
	return nil
}

// netrc reads "machine h login l password p", on one line or several (the manual
// of GNU inetutils, "The .netrc file").
func netrc(f *nhi.File) (out []*nhi.Credential) {
	text := f.Bytes()
	host, key := "", ""
	for at := 0; at < len(text); {
		start := at + len(text[at:]) - len(bytes.TrimLeft(text[at:], " \t\r\n"))
		end := start
		for end < len(text) && bytes.IndexByte([]byte(" \t\r\n"), text[end]) < 0 {
			end++
		}
		if at = end; start == end {
			break
		}
		word := string(text[start:end])
		switch {
		case strings.HasPrefix(word, "#"):
			if i := bytes.IndexByte(text[start:], '\n'); i >= 0 {
				at = start + i
			} else {
				at = len(text)
			}
		case key == "machine":
			host, key = word, ""
		case key == "password":
			if c := creds.Judge("password", word, f.At(start, end)); c != nil && !creds.NoHost(host) {
				c.Name = host
				out = append(out, c)
			}
			key = ""
		case key == "login" || key == "account":
			key = ""
		case word == "default":
			host = "default"
		default:
			key = word
		}
	}
	return out
}

// npmrc reads the logins of registries (docs.npmjs.com, npmrc): a token, a name
// and a password in base64, or a password in base64.
func npmrc(f *nhi.File) (out []*nhi.Credential) {
	settings(f, func(name, value string, at nhi.Span) {
		key := name[strings.LastIndexByte(name, ':')+1:]
		var c *nhi.Credential
		switch key {
		case "_authToken":
			c = creds.Judge("auth_token", value, at)
		case "_auth":
			if c = creds.Judge("authorization", "Basic "+value, at); c != nil {
				c.At = at
			}
		case "_password":
			raw, err := base64.StdEncoding.DecodeString(value)
			if err != nil {
				return
			}
			if c = creds.Judge("password", string(raw), at); c != nil {
				c.At = at
			}
		}
		if c != nil {
			c.Name = key
			out = append(out, c)
		}
	})
	return out
}

// pypirc reads the passwords of package indexes (packaging.python.org, the .pypirc
// file).
func pypirc(f *nhi.File) (out []*nhi.Credential) {
	settings(f, func(name, value string, at nhi.Span) {
		if name == "password" {
			if c := creds.Judge(name, value, at); c != nil {
				out = append(out, c)
			}
		}
	})
	return out
}

// settings goes through "name = value" lines, with or without quotes.
func settings(f *nhi.File, each func(name, value string, at nhi.Span)) {
	text := f.Bytes()
	for start := 0; start < len(text); {
		end := len(text)
		if i := bytes.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i
		}
		line := string(text[start:end])
		from := start
		start = end + 1
		name, value, ok := strings.Cut(line, "=")
		if name = strings.TrimSpace(name); !ok || name == "" || strings.ContainsAny(name[:1], "#;[") {
			continue
		}
		trimmed := strings.TrimLeft(value, " \t\"'")
		from += len(line) - len(trimmed)
		trimmed = strings.TrimRight(trimmed, " \t\r\"'")
		if trimmed != "" {
			each(name, trimmed, f.At(from, from+len(trimmed)))
		}
	}
}

// kubeconfigs are known by their contents: any name will do for kubectl. People
// give them the ones that are tried here.
func kubeconfigs(name string, text []byte) bool {
	base := strings.ToLower(path.Base(name))
	switch path.Ext(base) {
	case ".yaml", ".yml", ".conf", ".config", ".kubeconfig", ".json":
	default:
		if !strings.Contains(base, "config") {
			return false
		}
	}
	return bytes.Contains(text, []byte("current-context")) && bytes.Contains(text, []byte("users"))
}

// kubeconfig reads the tokens and passwords of users (kubernetes.io, "Organizing
// Cluster Access Using kubeconfig Files"); keys and web tokens have a form.
func kubeconfig(f *nhi.File) (out []*nhi.Credential) {
	docs, _ := tree.YAML(f)
	for _, d := range docs {
		root := d.Root
		if root.Get("kind").Str() != "Config" {
			continue
		}
		for _, u := range root.Get("users").Each() {
			for _, key := range []string{"token", "password"} {
				v := u.Get("user", key)
				if v == nil {
					continue
				}
				if c := creds.Judge(key, v.Str(), v.Span); c != nil {
					out = append(out, c)
				}
			}
		}
	}
	return out
}
