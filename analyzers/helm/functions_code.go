package helm

import (
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"hash/adler32"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/Masterminds/semver/v3"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// coded makes a function of one text that computes another. What is unknown stays
// so.
func coded(f func(string) string) function {
	return function{1, 1, func(s *state, a []val) val {
		text := a[0].text()
		s.step(len(text) >> 6)
		if isUnknown(text) {
			return unknown()
		}
		return derive(f(text), a[0])
	}}
}

// decoded makes one whose errors are its result, as sprig has it.
func decoded(f func(string) ([]byte, error)) function {
	return coded(func(text string) string {
		b, err := f(text)
		if err != nil {
			return "illegal data"
		}
		return string(b)
	})
}

func onPath(f func(string) string) function {
	return on1(func(v val) val { return sub(v, f(v.text())) })
}

var codeFunctions = withMust(map[string]function{
	"b64enc":     coded(func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }),
	"b64dec":     decoded(base64.StdEncoding.DecodeString),
	"b32enc":     coded(func(s string) string { return base32.StdEncoding.EncodeToString([]byte(s)) }),
	"b32dec":     decoded(base32.StdEncoding.DecodeString),
	"sha1sum":    coded(func(s string) string { h := sha1.Sum([]byte(s)); return hex.EncodeToString(h[:]) }),
	"sha256sum":  coded(func(s string) string { h := sha256.Sum256([]byte(s)); return hex.EncodeToString(h[:]) }),
	"sha512sum":  coded(func(s string) string { h := sha512.Sum512([]byte(s)); return hex.EncodeToString(h[:]) }),
	"adler32sum": coded(func(s string) string { return fmt.Sprint(adler32.Checksum([]byte(s))) }),
	"urlquery":   coded(url.QueryEscape),

	"regexMatch": {2, 2, func(s *state, a []val) val { return val{v: expression(s, a[0], a[1]).MatchString(a[1].text())} }},
	"regexFind": {2, 2, func(s *state, a []val) val {
		at := expression(s, a[0], a[1]).FindStringIndex(a[1].text())
		if at == nil {
			return str("")
		}
		return slice(a[1].asText(), at[0], at[1])
	}},
	"regexFindAll": {3, 3, func(s *state, a []val) val {
		var out []val
		for _, at := range expression(s, a[0], a[1]).FindAllStringIndex(a[1].text(), int(integer(a[2]))) {
			s.step(1)
			out = append(out, slice(a[1].asText(), at[0], at[1]))
		}
		return listOf(out)
	}},
	"regexReplaceAll": {3, 3, func(s *state, a []val) val {
		e := expression(s, a[0], a[1])
		// Every byte may match, and every match name groups that are the whole text.
		s.grow((len(a[1].text()) + 1) * (len(a[2].text()) + strings.Count(a[2].text(), "$")*len(a[1].text())) / 64)
		return derive(e.ReplaceAllString(a[1].text(), a[2].text()), a[1], a[2])
	}},
	"regexReplaceAllLiteral": {3, 3, func(s *state, a []val) val {
		e := expression(s, a[0], a[1])
		s.grow((len(a[1].text()) + 1) * len(a[2].text()) / 64)
		return derive(e.ReplaceAllLiteralString(a[1].text(), a[2].text()), a[1], a[2])
	}},
	"regexSplit": {3, 3, func(s *state, a []val) val {
		var out []val
		for _, p := range expression(s, a[0], a[1]).Split(a[1].text(), int(integer(a[2]))) {
			s.step(1)
			out = append(out, derive(p, a[1]))
		}
		return listOf(out)
	}},
	"regexQuoteMeta": coded(regexp.QuoteMeta),

	"base": onPath(path.Base), "dir": onPath(path.Dir), "clean": onPath(path.Clean), "ext": onPath(path.Ext),
	"osBase": onPath(path.Base), "osDir": onPath(path.Dir), "osClean": onPath(path.Clean), "osExt": onPath(path.Ext),
	"isAbs":   {1, 1, func(_ *state, a []val) val { return val{v: path.IsAbs(a[0].text())} }},
	"osIsAbs": {1, 1, func(_ *state, a []val) val { return val{v: path.IsAbs(a[0].text())} }},

	"semver":        {1, 1, func(s *state, a []val) val { return versionObject(s, a[0].text()) }},
	"semverCompare": {2, 2, semverCompare},
	"urlParse":      {1, 1, urlParse},
	"urlJoin":       {1, 1, urlJoin},

	"toYaml":       {1, 1, func(s *state, a []val) val { return toYAML(s, a[0]) }},
	"toYamlPretty": {1, 1, func(s *state, a []val) val { return toYAML(s, a[0]) }},
	"toJson":       {1, 1, func(s *state, a []val) val { return toJSON(s, a[0], "", true) }},
	"toRawJson":    {1, 1, func(s *state, a []val) val { return toJSON(s, a[0], "", false) }},
	"toPrettyJson": {1, 1, func(s *state, a []val) val { return toJSON(s, a[0], "  ", true) }},
	"fromYaml": {1, 1, func(s *state, a []val) val {
		if v := fromYAML(s, a[0]); kindOf(v) == "map" {
			return v
		}
		return object1(newDict())
	}},
	"fromYamlArray": {1, 1, func(s *state, a []val) val { return listOf(listItems(fromYAML(s, a[0]))) }},
	"fromJson":      {1, 1, func(s *state, a []val) val { return fromYAML(s, a[0]) }},
	"fromJsonArray": {1, 1, func(s *state, a []val) val { return listOf(listItems(fromYAML(s, a[0]))) }},
})

func listItems(v val) []val {
	if l, ok := v.v.(*list); ok {
		return l.items
	}
	return nil
}

// expression compiles an expression, which matches in time linear in the text.
func expression(s *state, v, text val) *regexp.Regexp {
	e, err := regexp.Compile(v.text())
	if err != nil || len(v.text()) > maxExpression {
		s.fail(nil, "an expression that does not compile")
	}
	s.step(1 + len(v.text())*(1+len(text.text())>>6))
	return e
}

// fromYAML reads a text as YAML, which JSON is a part of.
func fromYAML(s *state, v val) val {
	text := v.text()
	s.step(len(text) >> 3)
	if strings.TrimSpace(text) == "" {
		return val{}
	}
	b := builder{}
	b.printed(v.asText(), nhi.Span{})
	documents, _ := tree.YAML(nhi.NewDerived("text", []byte(text), pieces(b.parts)))
	if len(documents) == 0 {
		return val{}
	}
	return fromNode(documents[0].Root)
}

func semverCompare(s *state, a []val) val {
	if isUnknown(a[1].text()) || isUnknown(a[0].text()) {
		return val{v: false}
	}
	c, err := semver.NewConstraint(a[0].text())
	if err != nil {
		s.fail(nil, "a constraint on a version that is not read")
	}
	v, err := semver.NewVersion(a[1].text())
	if err != nil {
		s.fail(nil, "a version that is not read")
	}
	return val{v: c.Check(v)}
}

func versionObject(s *state, text string) val {
	v, err := semver.NewVersion(text)
	if err != nil {
		s.fail(nil, "a version that is not read")
	}
	o := &object{dict: *newDict(), text: v.String()}
	o.set("Major", val{v: int64(v.Major())})
	o.set("Minor", val{v: int64(v.Minor())})
	o.set("Patch", val{v: int64(v.Patch())})
	o.set("Prerelease", str(v.Prerelease()))
	o.set("Metadata", str(v.Metadata()))
	o.set("Original", str(v.Original()))
	return val{v: o}
}

func urlParse(s *state, a []val) val {
	u, err := url.Parse(a[0].text())
	if err != nil {
		s.fail(nil, "an address that is not read")
	}
	d := newDict()
	for name, text := range map[string]string{
		"scheme": u.Scheme, "host": u.Host, "hostname": u.Hostname(), "path": u.Path, "query": u.RawQuery, "opaque": u.Opaque, "fragment": u.Fragment, "userinfo": u.User.String(),
	} {
		d.set(name, derive(text, a[0]))
	}
	return object1(d)
}

func urlJoin(s *state, a []val) val {
	d := mapOf(s, a[0])
	part := func(name string) string { s, _ := d.get(name).v.(string); return s }
	u := url.URL{Scheme: part("scheme"), Host: part("host"), Path: part("path"), RawQuery: part("query"), Opaque: part("opaque"), Fragment: part("fragment")}
	if user, password, ok := strings.Cut(part("userinfo"), ":"); ok {
		u.User = url.UserPassword(user, password)
	} else if user != "" {
		u.User = url.User(user)
	}
	return derive(u.String(), d.get("userinfo"), d.get("host"))
}

// ownFunctions are Helm's.
var ownFunctions = map[string]function{
	"include": {2, 2, func(s *state, a []val) val { return rolled(s.named(nil, a[0].text(), a[1])) }},
	"tpl":     {2, 2, tpl},
	"required": {2, 2, func(_ *state, a []val) val {
		if a[1].v == nil || a[1].v == "" {
			return unknown() // whoever installs the chart says it
		}
		return a[1]
	}},
	// There is no cluster, as for "helm template".
	"lookup":        {4, 4, func(*state, []val) val { return object1(newDict()) }},
	"getHostByName": {1, 1, func(*state, []val) val { return str("") }},
	"toToml":        {1, 1, func(*state, []val) val { return unknown() }},
	"fromToml":      {1, 1, func(*state, []val) val { return object1(newDict()) }},
	"hello":         {0, 0, func(*state, []val) val { return str("Hello!") }},
}

// tpl renders a text, which sees the templates of the chart and those it defines
// itself.
func tpl(s *state, a []val) val {
	text := a[0].text()
	if !strings.Contains(text, "{{") {
		return a[0].asText()
	}
	if s.depth >= maxNested {
		panic(failure{reason: "expected texts that are rendered in each other at most so deep, found more"})
	}
	s.step(len(text))
	set := &templates{map[string]*template{}, s.set}
	b := builder{}
	b.printed(a[0].asText(), nhi.Span{})
	f := nhi.NewDerived("text", []byte(text), pieces(b.parts))
	source := parsed(s.t.name, f, a[0].asText())
	if source.err != nil {
		s.fail(nil, "a text that is no template (tpl)")
	}
	source.addTo(set)
	inner := *s
	inner.set = set
	return inner.execute(source.main, a[1])
}

// made anew by every installation: unknown here.
func made(least, most int) function {
	return function{least, most, func(*state, []val) val { return unknown() }}
}

func certificate(*state, []val) val {
	d := newDict()
	d.set("Cert", unknown())
	d.set("Key", unknown())
	return object1(d)
}

var madeAnew = map[string]function{
	"randAlphaNum": made(1, 1), "randAlpha": made(1, 1), "randNumeric": made(1, 1), "randAscii": made(1, 1), "randBytes": made(1, 1),
	"randInt": {2, 2, func(_ *state, a []val) val { return a[0] }}, "shuffle": made(1, 1), "uuidv4": made(0, 0),
	"bcrypt": made(1, 1), "htpasswd": made(2, 2), "derivePassword": made(5, 5), "genPrivateKey": made(1, 1),
	"encryptAES": made(2, 2), "decryptAES": made(2, 2),
	"genCA": {2, 2, certificate}, "genCAWithKey": {3, 3, certificate}, "genSelfSignedCert": {4, 4, certificate},
	"genSelfSignedCertWithKey": {5, 5, certificate}, "genSignedCert": {5, 5, certificate}, "genSignedCertWithKey": {6, 6, certificate},
	"buildCustomCert": {2, 2, certificate},
	"now":             made(0, 0), "date": made(1, 2), "dateInZone": made(3, 3), "date_in_zone": made(3, 3), "htmlDate": made(1, 1), "htmlDateInZone": made(2, 2),
	"ago": made(1, 1), "dateModify": made(2, 2), "date_modify": made(2, 2), "mustDateModify": made(2, 2), "must_date_modify": made(2, 2),
	"toDate": made(2, 2), "mustToDate": made(2, 2), "unixEpoch": made(1, 1), "duration": made(1, 1), "durationRound": made(1, 1),
}
