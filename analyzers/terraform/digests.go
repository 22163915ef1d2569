package terraform

import (
	"bytes"
	"compress/gzip"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"net/url"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/nhivet/nhivet/internal/nhi"
)

// digest is a hash function with how its sum is written.
type digest struct {
	sum    func() hash.Hash
	spell  func([]byte) string
	ofFile bool
}

// digests are Terraform's hash functions whose result depends on nothing but
// their argument. bcrypt and rsadecrypt depend on chance and on a key.
// https://developer.hashicorp.com/terraform/language/functions/sha256
var digests = map[string]digest{
	"md5": {sum: md5.New, spell: hex.EncodeToString}, "sha1": {sum: sha1.New, spell: hex.EncodeToString},
	"sha256": {sum: sha256.New, spell: hex.EncodeToString}, "sha512": {sum: sha512.New, spell: hex.EncodeToString},
	"base64sha256": {sum: sha256.New, spell: base64.StdEncoding.EncodeToString}, "base64sha512": {sum: sha512.New, spell: base64.StdEncoding.EncodeToString},
	"filemd5": {sum: md5.New, spell: hex.EncodeToString, ofFile: true}, "filesha1": {sum: sha1.New, spell: hex.EncodeToString, ofFile: true},
	"filesha256": {sum: sha256.New, spell: hex.EncodeToString, ofFile: true}, "filesha512": {sum: sha512.New, spell: hex.EncodeToString, ofFile: true},
	"filebase64sha256": {sum: sha256.New, spell: base64.StdEncoding.EncodeToString, ofFile: true},
	"filebase64sha512": {sum: sha512.New, spell: base64.StdEncoding.EncodeToString, ofFile: true},
}

// digest hashes a text or a file; nil means unknown.
func (e evaluator) digest(d digest, args []*value, span nhi.Span) *value {
	var in []byte
	switch {
	case len(args) != 1 || !args[0].known() || len(args[0].text) > maxText:
		return nil
	case d.ofFile:
		f := e.readFile(args[0], span)
		if f == nil {
			return nil
		}
		in = f.Bytes()
	default:
		in = []byte(args[0].text)
	}
	h := d.sum()
	h.Write(in)
	return made(d.spell(h.Sum(nil)), span)
}

// made is a text that nobody wrote in this form: it looks like a key, and is none.
func made(s string, span nhi.Span) *value {
	v := text(s, span)
	v.composed = true
	return v
}

// namespaces are the names that uuidv5 takes beside a UUID:
// https://developer.hashicorp.com/terraform/language/functions/uuidv5
var namespaces = map[string]string{
	"dns": "6ba7b8109dad11d180b400c04fd430c8", "url": "6ba7b8119dad11d180b400c04fd430c8",
	"oid": "6ba7b8129dad11d180b400c04fd430c8", "x500": "6ba7b8149dad11d180b400c04fd430c8",
}

// uuidv5 follows RFC 9562, 5.5.
func uuidv5(args []*value, span nhi.Span) *value {
	if len(args) != 2 || !args[0].known() || !args[1].known() || len(args[1].text) > maxText {
		return nil
	}
	space := namespaces[args[0].text]
	if space == "" {
		space = strings.ReplaceAll(args[0].text, "-", "")
	}
	in, err := hex.DecodeString(space)
	if err != nil || len(in) != 16 {
		return nil
	}
	h := sha1.New()
	h.Write(in)
	h.Write([]byte(args[1].text))
	u := h.Sum(nil)[:16]
	u[6], u[8] = u[6]&0x0f|0x50, u[8]&0x3f|0x80
	return made(fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:]), span)
}

func urlDecode(args []*value, span nhi.Span) *value {
	if !args[0].known() || len(args[0].text) > maxText {
		return nil
	}
	s, err := url.QueryUnescape(args[0].text)
	if err != nil || !utf8.ValidString(s) {
		return nil
	}
	return text(s, span)
}

// base64Gunzip is OpenTofu's; base64gzip, whose bytes say nothing, stays unknown.
func base64Gunzip(args []*value, span nhi.Span) *value {
	if !args[0].known() || len(args[0].text) > maxText {
		return nil
	}
	packed, err := base64.StdEncoding.DecodeString(args[0].text)
	if err != nil {
		return nil
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil
	}
	plain, err := io.ReadAll(io.LimitReader(z, maxText+1))
	if err != nil || len(plain) > maxText || !utf8.Valid(plain) {
		return nil
	}
	return text(string(plain), span)
}

// textEncode and textDecode know the two encodings that are in use: UTF-16LE is
// what PowerShell wants of user data.
func textEncode(args []*value, span nhi.Span) *value {
	if len(args) != 2 || !args[0].known() || !args[1].known() || len(args[0].text) > maxText/4 {
		return nil
	}
	out := []byte(args[0].text)
	switch strings.ToUpper(args[1].text) {
	case "UTF-8":
	case "UTF-16LE":
		out = nil
		for _, u := range utf16.Encode([]rune(args[0].text)) {
			out = append(out, byte(u), byte(u>>8))
		}
	default:
		return nil
	}
	v := text(base64.StdEncoding.EncodeToString(out), span)
	v.from = args[0].from
	return v
}

func textDecode(args []*value, span nhi.Span) *value {
	if len(args) != 2 || !args[0].known() || !args[1].known() || len(args[0].text) > maxText {
		return nil
	}
	in, err := base64.StdEncoding.DecodeString(args[0].text)
	if err != nil {
		return nil
	}
	s := string(in)
	switch strings.ToUpper(args[1].text) {
	case "UTF-8":
	case "UTF-16LE":
		if len(in)%2 != 0 {
			return nil
		}
		units := make([]uint16, len(in)/2)
		for i := range units {
			units[i] = uint16(in[2*i]) | uint16(in[2*i+1])<<8
		}
		s = string(utf16.Decode(units))
	default:
		return nil
	}
	if !utf8.ValidString(s) {
		return nil
	}
	v := text(s, span)
	v.from = args[0].from
	return v
}
