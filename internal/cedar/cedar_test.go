package cedar

import (
	"fmt"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		`permit(principal, action, resource);`:                                                                   "all",
		"// everything\npermit (\n  principal,\n  action,\n  resource,\n);\n":                                    "all",
		`@id("p0") @advice("x;)") permit(principal, action, resource) when { true };`:                            "all",
		`permit(principal, action, resource) unless { false };`:                                                  "all",
		`permit(principal, action, resource) when { context.mfa };`:                                              "some",
		`permit(principal, action, resource) unless { {"a": "}"} has b };`:                                       "some",
		`permit(principal == User::"a", action, resource);`:                                                      "some",
		`permit(principal, action in [Action::"read", Action::"list"], resource);`:                               "some",
		`permit(principal, action, resource is Tool in Gateway::"x");`:                                           "some",
		`permit(principal in ?principal, action, resource);`:                                                     "some",
		`forbid(principal, action, resource);`:                                                                   "some",
		`permit(principal, action, resource); forbid(principal, action == Action::"w", resource) when { true };`: "all some",
		"":                                     "",
		`permit(principal, action, resource)`:  "error",
		`permit(action, principal, resource);`: "error",
		`allow(principal, action, resource);`:  "error",
		`permit(principal, action, resource) when { true`:  "error",
		`permit(principal == User::"a, action, resource);`: "error",
		`permit(principal]), action, resource);`:           "error",
		`@id(permit(principal, action, resource);`:         "error",
		"permit(principal, action, resource); }":           "all error",
	} {
		policies, err := Parse(text)
		var got []string
		for _, p := range policies {
			what := "some"
			if p.PermitsAll() {
				what = "all"
			}
			got = append(got, what)
		}
		if err != nil {
			got = append(got, "error")
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q (%v)", text, got, want, err)
		}
	}
}

func TestDepth(t *testing.T) {
	deep := strings.Repeat("{", 1_000_000)
	if _, err := Parse("permit(principal, action, resource) when " + deep); err == nil {
		t.Error("no error")
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`@id("a") permit(principal in A::B::"c", action, resource) when { [1, "}"] } unless { false };`)
	f.Fuzz(func(t *testing.T, text string) {
		policies, err := Parse(text)
		for _, p := range policies {
			if p.Start < 0 || p.Start >= p.End || p.End > len(text) {
				t.Fatal(p)
			}
		}
		if err != nil && len(fmt.Sprint(err)) > 80 {
			t.Fatal(err)
		}
	})
}
