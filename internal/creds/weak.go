package creds

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/wordset"
)

// Weak is the attribute of a credential whose value everybody knows; its value
// is "true".
const Weak = "weak"

// JudgeWeak turns a name and a literal value into a credential when the value is
// a password that everybody knows, set where it takes effect. It sees exactly
// what Judge leaves silent, and is for formats whose files say what runs (a
// manifest, not a document); nil everywhere else. What tells the reader to put
// something else in (changeme, example, your…) is no value at all.
//
// Chosen to be missed: vendor keys that only a vendor issues, since a demo value
// under such a name opens nothing; addresses of this machine.
func JudgeWeak(name, value string, span nhi.Span) *nhi.Credential {
	if !span.Valid() || len(value) > 1<<10 {
		return nil
	}
	start, end := trim(value)
	value = value[start:end]
	h, address := weakAddress(value)
	if !address && !wellKnown(value) || testLike(span.File.Path) {
		return nil
	}
	if address {
		return weakened(judged(name, value, h, span))
	}
	n := Named(name)
	switch n.Class {
	case Password: // POSTGRES_PASSWORD: password is one, though it repeats its name
	case Token, SecretKey:
		if repeats(name, value) {
			return nil
		}
	case VendorSecret:
		if !selfHosted(n.Format.ID, strings.ToLower(value)) {
			return nil
		}
	default:
		return nil
	}
	return weakened(judged(name, value, hit{format: n.Format, end: len(value), lifetime: n.Format.Lifetime, confidence: 85}, span))
}

func weakened(c *nhi.Credential) *nhi.Credential {
	if c.Attributes == nil {
		c.Attributes = map[string]string{}
	}
	c.Attributes[Weak] = "true"
	return c
}

// wellKnown says whether a value is a password that works somewhere because people
// keep it, and not a word that stands for one.
func wellKnown(value string) bool {
	l := strings.ToLower(value)
	return demoPasswords[l] && !standIns[l]
}

// standIns are demo passwords that ask to be replaced, or that say themselves
// that they are of a test.
var standIns = wordset.Of(`changeme changeit example demo demo123 default test testing test123 test1234 testpass yourstrong(!)password yourstrong@passw0rd
	somepassword mypassword my_password my-password dbpass dbpassword db_password dev devpassword dev-only devpass development local localdev user`)

// selfHosted says whether a product that people run themselves accepts a demo
// value under a vendor's name: Vault's dev servers are started with the token
// "root", MinIO speaks the protocol of AWS with its own default key.
func selfHosted(format, value string) bool {
	switch format {
	case "vault-token":
		return true
	case "aws-access-key":
		return strings.HasPrefix(value, "minio")
	}
	return false
}

// weakAddress finds a known password in a value that is an address or a
// connection string to another machine.
func weakAddress(value string) (hit, bool) {
	var a address
	var start, end int
	ok := false
	if i := strings.Index(value, "://"); i > 0 && !strings.ContainsAny(value, " \t\n") {
		a, start, end, ok = addressAt(value, i-1)
	} else if strings.Contains(value, "=") {
		a, start, end, ok = pairs(value)
	}
	if !ok || strings.ContainsAny(a.host+a.user, "{}$%*") || noHost(a.hostname()) || !wellKnown(a.password) {
		return hit{}, false
	}
	id := "url-password"
	if databaseSchemes[a.scheme] {
		id = "database-url"
	}
	f := ByID(id)
	return hit{format: f, start: start, end: end, lifetime: f.Lifetime, confidence: 85}, true
}

// testLike says whether a path is of a test, a benchmark or a scenario: people
// choose the values there so that nobody has to look them up.
func testLike(path string) bool {
	if Context(path) == "test" {
		return true
	}
	for _, folder := range strings.Split(strings.ToLower(path), "/") {
		if folder == ".github" {
			return true // fixtures of the repository's own checks
		}
		for _, w := range strings.FieldsFunc(folder, func(r rune) bool { return r < 'a' || r > 'z' }) {
			if testWords[w] {
				return true
			}
		}
	}
	return false
}

var testWords = wordset.Of(`test tests testing testdata e2e benchmark benchmarks bench scenario scenarios loadtest perf fixture fixtures mock mocks`)
