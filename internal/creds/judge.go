package creds

import (
	"encoding/base64"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Identify says whether the whole of a text is a credential of a known format.
// "Bearer x" and "token x" are taken for x, and "Basic x" for the password in it.
func Identify(text string) (*Format, bool) {
	h, ok := identify(text)
	return h.format, ok
}

// identify is Identify with the place of the secret within the text, and the
// life that the credential states.
func identify(text string) (hit, bool) {
	start, end := trim(text)
	if end-start < 8 {
		return hit{}, false
	}
	scheme, rest := authScheme(text[start:end])
	start += rest
	s := text[start:end]
	if scheme == "basic" {
		return basic(s, start)
	}
	if h, ok := identifyToken(s); ok {
		return shifted(h, start), true
	}
	if len(s) < 12 {
		return hit{}, false
	}
	// What is wider than one token: an address, a connection string, a key block,
	// a JSON of a service account. One credential, no more, must be in it.
	if strings.Contains(s, "://") || strings.Contains(s, "=") || strings.Contains(s, "-----BEGIN ") || strings.HasPrefix(s, "LS0tLS1CRUdJTi") || s[0] == '{' || strings.Count(s, ".") == 2 {
		if hits := scan([]byte(s), ""); len(hits) == 1 && whole(s, hits[0]) {
			return shifted(hits[0], start), true
		}
		return keywords(s, start)
	}
	return hit{}, false
}

func shifted(h hit, by int) hit {
	h.start, h.end = h.start+by, h.end+by
	return h
}

// trim drops space and quotes around a value.
func trim(s string) (start, end int) {
	start, end = 0, len(s)
	for start < end && strings.IndexByte(" \t\r\n\"'`", s[start]) >= 0 {
		start++
	}
	for end > start && strings.IndexByte(" \t\r\n\"'`", s[end-1]) >= 0 {
		end--
	}
	return
}

// authScheme reads the scheme of an Authorization header, and where what it
// announces starts.
func authScheme(s string) (scheme string, rest int) {
	for _, p := range []string{"bearer ", "token ", "basic ", "apikey ", "bot "} {
		if len(s) > len(p) && strings.EqualFold(s[:len(p)], p) {
			n := len(p)
			for n < len(s) && s[n] == ' ' {
				n++
			}
			return strings.TrimSpace(p), n
		}
	}
	return "", 0
}

func basic(s string, start int) (hit, bool) {
	raw, err := base64.StdEncoding.DecodeString(s)
	if err != nil || Published(s) {
		return hit{}, false
	}
	user, password, ok := strings.Cut(string(raw), ":")
	if !ok || password == "" || demoPassword(user, password) || Placeholder(password) || !random(password) && !chosen(password) {
		return hit{}, false
	}
	f := ByID("basic-auth")
	return hit{format: f, start: start, end: start + len(s), confidence: f.confidence()}, true
}

// identifyToken matches a whole text against the formats.
func identifyToken(s string) (hit, bool) {
	if strings.ContainsAny(s, " \t\n") {
		return hit{}, false
	}
	for _, f := range Formats() {
		if len(f.shapes) == 0 {
			continue
		}
		prefixes := f.Prefixes
		if len(prefixes) == 0 {
			prefixes = []string{""}
		}
		for _, p := range prefixes {
			if !strings.HasPrefix(s, p) {
				continue
			}
			if end, ok := f.match(s, 0, p); ok && end == len(s) {
				return hit{format: f, end: end, lifetime: f.Lifetime, confidence: f.confidence()}, true
			}
		}
	}
	if strings.HasPrefix(s, "eyJ") || strings.HasPrefix(s, "eyA") || strings.HasPrefix(s, "ewo") {
		if h, ok := readJWT(s); ok {
			h.end = len(s)
			return h, true
		}
	}
	return hit{}, false
}

// whole says whether a hit in a wider text is what the text is for: an address
// starts it, a key block or a JSON file is all of it, a key is one of its fields.
func whole(s string, h hit) bool {
	switch h.format.ID {
	case "database-url", "url-password":
		i := strings.Index(s, "://")
		return i > 0 && !strings.ContainsAny(s[:i], " \t\n=")
	case "private-key", "ssh-private-key", "encrypted-private-key", "pgp-private-key", "google-service-account-key":
		return true
	case "azure-storage-key", "azure-shared-access-key", "azure-sas", "slack-webhook", "discord-webhook":
		return !strings.ContainsAny(s, "\n")
	}
	return h.start == 0 && h.end == len(s) || strings.Contains(s[:h.start], "://")
}

// keywords reads connection strings of key=value pairs.
func keywords(s string, offset int) (hit, bool) {
	a, start, end, ok := pairs(s)
	if !ok {
		return hit{}, false
	}
	f, confidence := a.judge()
	if f == nil {
		return hit{}, false
	}
	return hit{format: f, start: offset + start, end: offset + end, lifetime: f.Lifetime, confidence: confidence}, true
}

// pairs takes a connection string apart: libpq's ("host=h user=u password=p"),
// ADO's ("Server=h;User Id=u;Password=p") and JDBC's. start and end are the place
// of the password.
func pairs(s string) (a address, start, end int, ok bool) {
	l := strings.ToLower(s)
	if len(l) != len(s) || strings.ContainsAny(s, "\n") {
		return address{}, 0, 0, false
	}
	host, user := field(s, l, "host"), field(s, l, "user")
	if host == "" {
		host = field(s, l, "server")
	}
	if host == "" {
		host = field(s, l, "data source")
	}
	if host == "" && strings.HasPrefix(l, "jdbc:") {
		if _, rest, ok := strings.Cut(l, "://"); ok {
			host = rest[:len(rest)-len(strings.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyz0123456789.-"))]
		}
	}
	if host == "" {
		return address{}, 0, 0, false
	}
	for _, k := range []string{"password", "pwd"} {
		start = fieldAt(l, k)
		if start < 0 {
			continue
		}
		end = start
		for end < len(s) && strings.IndexByte(" ;&'\"", s[end]) < 0 {
			end++
		}
		return address{scheme: "postgres", user: user, password: s[start:end], host: strings.TrimPrefix(host, "tcp:")}, start, end, true
	}
	return address{}, 0, 0, false
}

// fieldAt is where the value of a key starts in lower-cased pairs, or -1.
func fieldAt(l, key string) int {
	for from := 0; ; {
		i := strings.Index(l[from:], key)
		if i < 0 {
			return -1
		}
		i += from
		from = i + len(key)
		if i > 0 && strings.IndexByte(" ;&?", l[i-1]) < 0 {
			continue
		}
		j := from
		for j < len(l) && l[j] == ' ' {
			j++
		}
		if j < len(l) && l[j] == '=' {
			return j + 1
		}
	}
}

func field(s, l, key string) string {
	i := fieldAt(l, key)
	if i < 0 {
		return ""
	}
	end := i
	for end < len(s) && strings.IndexByte(" ;&'\",:", s[end]) < 0 {
		end++
	}
	return s[i:end]
}

// Judge turns a name and a literal value into a credential, or nil. The value's
// form decides first; where it has none, the name must promise a secret and the
// value must look like one. span covers the value as it is written.
func Judge(name, value string, span nhi.Span) *nhi.Credential {
	if !span.Valid() || len(value) > 64<<10 {
		return nil
	}
	start, end := trim(value)
	value = value[start:end]
	if len(value) < 5 {
		return nil
	}
	if h, ok := identify(value); ok {
		if h.format.ID == "aws-access-key" && len(value) == 20 && keyID(name) {
			return nil // an identifier: the secret beside it is what counts
		}
		if n := Named(name); n.Secret() && n.Format.form == h.format.ID {
			h.format, h.lifetime = n.Format, n.Format.Lifetime
		}
		return judged(name, value, h, span)
	}
	n := Named(name)
	if !n.Secret() || repeats(name, value) {
		return nil
	}
	scheme, rest := authScheme(value)
	secret := value[rest:]
	if scheme == "basic" || webToken(secret) || public(secret) || unitTest(span.File.Path) ||
		Placeholder(secret) || DemoPassword(secret) || harmless(secret) {
		return nil
	}
	h := hit{format: n.Format, start: rest, end: len(value), lifetime: n.Format.Lifetime, confidence: n.Format.confidence()}
	switch n.Class {
	case ModelVendorKey, VendorSecret:
		f, tail := prefixed(secret)
		if !token(secret) || !random(tail) {
			return nil
		}
		if f != nil && f.Vendor == n.Format.Vendor && f.ID != n.Format.form && len(secret)-len(tail) > len("sk-") {
			h.format, h.lifetime = f, f.Lifetime // an admin key under the name of a plain one
		}
		h.confidence = 85
	case Token, APIKey:
		if !token(secret) || !random(secret) {
			return nil
		}
	case SecretKey:
		if !random(secret) {
			return nil
		}
	case Password:
		if random(secret) {
			h.confidence = 85
		} else if !chosen(secret) {
			return nil
		}
	default:
		return nil // a private key or a connection string has a form, or is none
	}
	return judged(name, value, h, span)
}

// webToken says whether a text has the form of a JSON Web Token: what is not
// identified as one is made up, public, or from a document.
func webToken(s string) bool { return strings.HasPrefix(s, "ey") && strings.Contains(s, ".") }

// prefixed is the format with the longest prefix of a text, whatever follows it,
// and what follows; nil and the whole text when there is none.
func prefixed(s string) (best *Format, tail string) {
	n := 0
	for _, f := range Formats() {
		for _, p := range f.Prefixes {
			if len(p) > n && strings.HasPrefix(s, p) {
				best, n = f, len(p)
			}
		}
	}
	return best, s[n:]
}

// unitTest says whether a file is test code, whose values prove nothing unless
// their form does. Data beside the tests is judged like any other.
func unitTest(path string) bool {
	return Context(path) == "test" && !strings.Contains("/"+path, "/testdata/") && !strings.Contains("/"+path, "/fixtures/")
}

// keyID says whether a name asks for an identifier.
func keyID(name string) bool {
	t := tokens(name)
	return len(t) > 1 && t[len(t)-1] == "id"
}

// repeats says whether a value is its own name, or ends it.
func repeats(name, value string) bool {
	n, v := strings.Join(tokens(name), ""), plain(value)
	return v == "" || strings.HasSuffix(n, v) || strings.HasSuffix(v, n) && len(n) >= 6
}

func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 256 && alnum[byte(r)] {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

// judged is the credential of a hit within a value, at its exact place where the
// value stands in the file as it is, and at the whole value where it is escaped
// or encoded there.
func judged(name, value string, h hit, span nhi.Span) *nhi.Credential {
	secret := value[h.start:h.end]
	if i := strings.Index(span.Text(), secret); i >= 0 {
		span.Start += i
		span.End = span.Start + len(secret)
	}
	f := Found{Format: h.format, Span: span, Secret: nhi.NewSecret(secret), Lifetime: h.lifetime,
		Confidence: h.confidence, Subject: h.subject, Attributes: h.attributes}
	return f.Credential(name, "")
}

// Describe is what is known of a credential that is only referred to, by the
// name it is read under: a template without key, origin and place. nil when the
// name promises no secret.
func Describe(name string) *nhi.Credential {
	n := Named(name)
	if !n.Secret() {
		return nil
	}
	f := n.Format
	c := &nhi.Credential{Kind: f.ID, Title: f.Title, Vendor: f.Vendor, Name: name, Static: f.Static,
		Administrative: f.Administrative, Lifetime: f.Lifetime, Alternative: f.Alternative, Confidence: 80}
	if n.Class == ModelVendorKey || n.Class == VendorSecret {
		c.Confidence = 95
	}
	return c
}
