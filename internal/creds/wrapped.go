package creds

import (
	"encoding/base64"
	"strings"
)

// maxWrapped bounds a base64 text that is taken apart, in bytes: an RSA key of
// 8192 bits has 6 KiB of PEM.
const maxWrapped = 16 << 10

// findWrapped reads a private key that stands in base64, as in a kubeconfig or a
// Secret. The whole of the text is the credential.
func findWrapped(text string, at int) (hit, bool) {
	if at > 0 && base64s[text[at-1]] || !strings.HasPrefix(text[at:], "LS0tLS1CRUdJTi") {
		return hit{}, false
	}
	raw, end := unwrap(text, at)
	if raw == nil {
		return hit{}, false
	}
	inner := string(raw)
	i := strings.Index(inner, "-----BEGIN ")
	for i >= 0 {
		if h, ok := findPEM(inner, i); ok {
			h.start, h.end = at, end
			return h, true
		}
		j := strings.Index(inner[i+1:], "-----BEGIN ")
		if j < 0 {
			break
		}
		i += 1 + j
	}
	return hit{}, false
}

// unwrap decodes the base64 text at an offset, on one line; nil is what is none.
func unwrap(text string, at int) (raw []byte, end int) {
	end = at
	for end < len(text) && end-at < maxWrapped && base64s[text[end]] {
		end++
	}
	body := text[at:end]
	for n := 0; n < 2 && end < len(text) && text[end] == '='; n++ {
		end++
	}
	raw, err := base64.RawStdEncoding.DecodeString(body)
	if err != nil {
		return nil, at
	}
	return raw, end
}

// findBasic reads an Authorization header with a name and a password.
func findBasic(text string, at int) (hit, bool) {
	const name = "uthorization"
	if !strings.HasPrefix(text[at:], name) {
		return hit{}, false
	}
	i := skipAny(text, at+len(name), " \t\"'`:=,>\\(", 8)
	const scheme = "basic "
	if len(text)-i < len(scheme)+12 || !strings.EqualFold(text[i:i+len(scheme)], scheme) {
		return hit{}, false
	}
	return login(text, skipAny(text, i+len(scheme), " ", 4))
}

// findLogin reads the "auth" of a registry in a client's configuration: a name and
// a password in base64 (docker login, config.json).
func findLogin(text string, at int) (hit, bool) {
	const name = `"auth"`
	if !strings.HasPrefix(text[at:], name) {
		return hit{}, false
	}
	i := skipAny(text, at+len(name), " \t:", 8)
	if i >= len(text) || text[i] != '"' {
		return hit{}, false
	}
	h, ok := login(text, i+1)
	return h, ok && h.end < len(text) && text[h.end] == '"'
}

// login is a name and a password in base64.
func login(text string, at int) (hit, bool) {
	raw, end := unwrap(text[:min(len(text), at+1024)], at)
	if len(raw) < 8 {
		return hit{}, false
	}
	for _, b := range raw {
		if b < ' ' || b > '~' {
			return hit{}, false
		}
	}
	h, ok := basic(text[at:end], at)
	if ok {
		// the password may say itself what it is, and how long it lives
		_, password, _ := strings.Cut(string(raw), ":")
		if inner, known := identifyToken(password); known {
			h.format, h.lifetime, h.confidence = inner.format, inner.lifetime, inner.confidence
		}
	}
	return h, ok
}

// skipAny goes over up to n bytes of a set.
func skipAny(text string, i int, set string, n int) int {
	for ; n > 0 && i < len(text) && strings.IndexByte(set, text[i]) >= 0; n-- {
		i++
	}
	return i
}
