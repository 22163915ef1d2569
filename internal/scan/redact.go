package scan

import (
	"reflect"
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
)

// shortSecret is the length, in bytes, below which a secret is not looked for in
// names: it would be found in ordinary words.
const shortSecret = 12

// redactor takes secrets out of what is not meant to hold any: the name of a
// workload, the version of a package, the path of a policy. The readers of
// formats keep secrets in nhi.Secret alone; this is for who pastes a token where a
// name belongs.
type redactor struct{ replacer *strings.Replacer }

func redactorOf(facts *nhi.Facts) redactor {
	var secrets []string
	shown := map[string]string{} // what stands for a secret: the issuer's public prefix says which kind it was
	for _, c := range facts.Credentials {
		if s := c.Secret.Reveal(); len(s) >= shortSecret {
			// As a key and as a family's name have it.
			for _, text := range []string{s, strings.TrimPrefix(nhi.Key("", s), ":"), strings.ToLower(s)} {
				secrets = append(secrets, text)
				shown[text] = creds.Public(c.Kind, text) + nhi.Redacted
			}
		}
	}
	slices.SortFunc(secrets, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	var pairs []string
	for _, s := range slices.Compact(secrets) {
		pairs = append(pairs, s, shown[s])
	}
	if pairs == nil {
		return redactor{}
	}
	return redactor{strings.NewReplacer(pairs...)}
}

func (r redactor) text(s string) string {
	if r.replacer == nil || len(s) < shortSecret {
		return s
	}
	return r.replacer.Replace(s)
}

// clean says whether a text holds no secret.
func (r redactor) clean(s string) bool { return r.replacer == nil || r.replacer.Replace(s) == s }

// inventory goes through every string of every fact. Keys change alike wherever
// they are, so relations hold.
func (r redactor) inventory(inv *nhi.Inventory) {
	if r.replacer != nil {
		r.walk(reflect.ValueOf(inv).Elem())
	}
}

func (r redactor) walk(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if s := v.String(); len(s) >= shortSecret && v.CanSet() {
			if t := r.replacer.Replace(s); t != s {
				v.SetString(t)
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			r.walk(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			r.walk(v.Index(i))
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			value := v.MapIndex(k)
			if value.Kind() != reflect.String {
				continue
			}
			key, text := r.text(k.String()), r.text(value.String())
			if key != k.String() {
				v.SetMapIndex(k, reflect.Value{})
			}
			if key != k.String() || text != value.String() {
				v.SetMapIndex(reflect.ValueOf(key), reflect.ValueOf(text))
			}
		}
	case reflect.Struct:
		switch v.Type() {
		case reflect.TypeFor[nhi.Span](), reflect.TypeFor[nhi.Secret]():
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				r.walk(v.Field(i))
			}
		}
	}
}
