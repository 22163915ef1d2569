package scan

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/analyzers"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/source"
)

// Facts of every format come back as they were, and one that holds a secret is
// refused.
func TestPacked(t *testing.T) {
	set, err := source.Open([]string{"../../testdata"}, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer set.Close()
	var paths []string
	for _, e := range set.Entries {
		paths = append(paths, e.Path)
	}
	facts := Collect(context.Background(), set, paths, analyzers.All).Facts
	takes := func(*nhi.File) bool { return true }
	count, secrets := 0, 0
	same := func(fact, empty any) {
		out, names, err := pack(fact, takes)
		if errors.Is(err, errUnpackable) {
			secrets++
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		var files []*nhi.File
		for _, name := range names {
			f, err := set.Read(name)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, f)
		}
		if err := unpack(string(out), files, empty); err != nil || !reflect.DeepEqual(fact, empty) {
			t.Fatalf("%v: %+v became %+v", err, fact, empty)
		}
		count++
		for n := range out { // what is cut is malformed, or means less
			if unpack(string(out[:n]), files, reflect.New(reflect.TypeOf(empty).Elem()).Interface()) == nil && n > 0 && out[0] != 0 {
				t.Fatalf("%d of %d bytes were taken", n, len(out))
			}
		}
	}
	for _, a := range facts.Agents {
		same(a, &nhi.Agent{})
	}
	for _, x := range facts.Tools {
		same(x, &nhi.Tool{})
	}
	for _, i := range facts.Identities {
		same(i, &nhi.Identity{})
	}
	for _, c := range facts.Credentials {
		if before := secrets; !c.Secret.Empty() {
			if same(c, &nhi.Credential{}); secrets == before {
				t.Fatal("a secret was packed")
			}
			continue
		}
		same(c, &nhi.Credential{})
	}
	for _, g := range facts.Grants {
		same(g, &nhi.Grant{})
	}
	for _, c := range facts.Controls {
		same(c, &nhi.Control{})
	}
	for _, e := range facts.Edges {
		same(e, &nhi.Edge{})
	}
	t.Logf("%d facts, %d with a secret", count, secrets)
	if count < 1000 || secrets < 50 {
		t.Error("the test tells little")
	}
	var empty nhi.Facts
	for _, text := range []string{"", "\xff", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", "\x01\xff\xff\x03", "\x80\x80\x80\x80\x80\x40"} {
		if unpack(text, nil, &empty) == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

// What holds the text of a secret goes as soon as that is known, whatever it is part
// of.
func TestUnitsWithoutSecrets(t *testing.T) {
	facts := &nhi.Facts{}
	f := nhi.NewFile("a", []byte(cachedSecret))
	facts.Credentials = []*nhi.Credential{{Secret: nhi.NewSecret(cachedSecret), At: f.At(0, f.Len())}}
	none, one := redactorOf(&nhi.Facts{}), redactorOf(facts)
	all, recent := []byte(nil), []byte(nil)
	for n, name := range []string{"plain", "named " + cachedSecret, "late", "late " + cachedSecret} {
		u := newUnits(all, recent)
		u.put(keyOf(name, "id"), bytes.Repeat([]byte(name), 100>>(3*n)|1))
		u.settle(none)
		a, r := u.records()
		if a != nil {
			all = a
		}
		recent = r
	}
	both := string(all) + string(recent)
	if strings.Count(both, cachedSecret) < 2 {
		t.Fatal("the secret is not where it was put")
	}
	u := newUnits(all, recent)
	u.put(keyOf("fresh", "id"), []byte(cachedSecret))
	u.settle(one)
	all, recent = u.records()
	if both = string(all) + string(recent); all == nil || strings.Contains(both, cachedSecret) {
		t.Error("a secret is kept")
	}
	for name, there := range map[string]bool{"plain": true, "late": true, "named " + cachedSecret: false, "late " + cachedSecret: false, "fresh": false} {
		for _, u := range []*units{u, newUnits(all, recent)} {
			if _, ok := u.get(keyOf(name, "id")); ok != there {
				t.Errorf("%.8s…: %v", name, ok)
			}
		}
	}
}
