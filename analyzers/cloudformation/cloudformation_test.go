package cloudformation

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

func TestFacts(t *testing.T) { nhitest.Facts(t, Analyzer) }

// unit is a tree of files.
func unit(files map[string]string) *nhi.Unit {
	tree := nhitest.Tree{}
	for name, text := range files {
		tree[name] = nhi.NewFile(name, []byte(text))
	}
	units := tree.Units(Analyzer)
	if len(units) == 0 {
		return &nhi.Unit{Key: ".", Tree: tree}
	}
	return units[0]
}

// facts reads a tree of files.
func facts(t testing.TB, files map[string]string) *nhi.Facts {
	t.Helper()
	f, err := run(context.Background(), unit(files))
	if err != nil {
		t.Fatal(err)
	}
	nhitest.Check(t, f)
	return f
}

const head = "AWSTemplateFormatVersion: '2010-09-09'\n"

// TestEvaluate asks for the property X of the resource Probe. "?" stands for
// unknown, "-" for nothing, "a|b" for a choice.
func TestEvaluate(t *testing.T) {
	for _, c := range []struct{ expr, rest, want string }{
		{"a", "", "a"},
		{"!Ref P", "Parameters: {P: {Type: String, Default: b}}", "b"},
		{"!Ref P", "Parameters: {P: {Type: String}}", "?P"},
		{"!Ref P", "Parameters: {P: {Type: String, NoEcho: true}}", "?P"},
		{"!Ref P", "Parameters: {P: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /x}}", "?P"},
		{"!Select [1, !Ref P]", "Parameters: {P: {Type: CommaDelimitedList, Default: 'a, b'}}", "b"},
		{"!Ref AWS::NoValue", "", "-"},
		{"!Ref AWS::Partition", "", "aws"},
		{"!Ref AWS::Region", "", "?AWS.Region"},
		{"!Ref Nothing", "", "?Nothing"},
		{"!GetAtt Probe.Arn", "", "?Probe.Arn"},
		{"{'Fn::GetAtt': [Probe, Arn]}", "", "?Probe.Arn"},
		{"!Sub 'arn:${AWS::Partition}:s3:::${B}/*'", "Parameters: {B: {Type: String, Default: b}}", "arn:aws:s3:::b/*"},
		{"!Sub 'arn:${AWS::Partition}:s3:::${B}/*'", "Parameters: {B: {Type: String, Default: ''}}", "arn:aws:s3:::${?}/*"},
		{"!Sub ['${A}-${Probe.Arn}', {A: x}]", "", "x-${Probe.Arn}"},
		{"!Sub '${!Literal}'", "", "${Literal}"},
		{"!Sub '${unclosed'", "", "${unclosed"},
		{"!Join ['-', [a, !Ref P, c]]", "Parameters: {P: {Type: String, Default: b}}", "a-b-c"},
		{"!Join ['', [a, !Ref AWS::Region]]", "", "a${AWS.Region}"},
		{"!Join ['', !Ref P]", "Parameters: {P: {Type: String}}", "?"},
		{"!Select [1, !Split ['|', 'a|b']]", "", "b"},
		{"!Select [7, [a, b]]", "", "?"},
		{"!FindInMap [M, a, b]", "Mappings: {M: {a: {b: c}}}", "c"},
		{"!FindInMap [M, !Ref AWS::Region, b]", "Mappings: {M: {r1: {b: c}, r2: {b: d}}}", "c|d"},
		{"!FindInMap [M, !Ref AWS::Region, b]", "Mappings: {M: {r1: {b: c}, r2: {b: c}}}", "c"},
		{"!FindInMap [M, x, b]", "Mappings: {M: {a: {b: c}}}", "?"},
		{"!If [C, a, b]", "Conditions: {C: !Equals [x, x]}", "a"},
		{"!If [C, a, b]", "Conditions: {C: !Not [!Equals [x, x]]}", "b"},
		{"!If [C, a, b]", "Conditions: {C: !And [!Equals [x, x], !Condition D], D: !Equals [x, y]}", "b"},
		{"!If [C, a, b]", "Conditions: {C: !Or [!Equals [x, y], !Equals [!Ref AWS::Region, r]]}", "a|b"},
		// A default decides nothing: a deployment may say otherwise.
		{"!If [C, a, b]", "Parameters: {P: {Type: String, Default: x}}\nConditions: {C: !Equals [!Ref P, x]}", "a|b"},
		{"!If [C, a, !Ref AWS::NoValue]", "", "a|-"},
		{"!If [C, a, a]", "", "a"},
		{"!If [C, a, b]", "Conditions: {C: !Condition C}", "a|b"},
		{"'{{resolve:secretsmanager:db:SecretString:password}}'", "", "?resolve.secretsmanager.db"},
		{"'postgres://u:{{resolve:ssm-secure:/db}}@h'", "", "postgres://u:{{resolve:ssm-secure:/db}}@h"},
		{"!ImportValue other", "", "?ImportValue.other"},
		{"!ImportValue e", "Outputs: {O: {Value: v, Export: {Name: e}}}", "v"},
		{"!Base64 a", "", "a"},
		{"!Cidr [a, 1, 2]", "", "?Fn.Cidr"},
		{"!Transform {Name: 'AWS::Include'}", "", "?Fn.Transform"},
		{"'{{ .Values.x }}-y'", "", "${?}-y"},
	} {
		f := grow(unit(map[string]string{"t.yaml": head + "Resources:\n  Probe:\n    Type: AWS::IAM::Probe\n    Properties:\n      X: " + c.expr + "\n" + c.rest + "\n"}))
		s := f.stacks[0]
		if got := spell(s.at(s.byID["Probe"], "X")); got != c.want {
			t.Errorf("%s with %s: %q, want %q", c.expr, c.rest, got, c.want)
		}
	}
}

func spell(v *value) string {
	switch {
	case v == nil || v.kind == null:
		return "-"
	case v.kind == unknown:
		return "?" + v.text
	case v.kind == choice:
		var out []string
		for _, i := range v.items {
			out = append(out, spell(i))
		}
		return strings.Join(out, "|")
	}
	return v.text
}

// TestWay checks the path of a value from its use to where a person edits it.
func TestWay(t *testing.T) {
	f := grow(unit(map[string]string{
		"main.yaml":  head + "Parameters: {P: {Type: String, Default: secret}}\nResources:\n  Child:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: child.yaml, Parameters: {Q: !Ref P}}\n",
		"child.yaml": head + "Parameters: {Q: {Type: String}}\nResources:\n  Probe:\n    Type: AWS::IAM::Probe\n    Properties: {X: !Ref Q}\n",
	}))
	if len(f.stacks) != 2 {
		t.Fatalf("%d stacks", len(f.stacks))
	}
	s := f.stacks[1]
	v := s.at(s.byID["Probe"], "X")
	if v.text != "secret" || v.span.Text() != "Q" || v.origin().File.Path != "main.yaml" || v.origin().Text() != "secret" || len(v.from) != 2 {
		t.Errorf("%q at %q from %v %q", v.text, v.span.Text(), v.origin(), v.origin().Text())
	}
}

// TestExclusive: of two workloads that no deployment has both, one is a copy.
func TestExclusive(t *testing.T) {
	f := grow(unit(map[string]string{"t.yaml": head + "Parameters: {P: {Type: String}, Q: {Type: String}}\nConditions:\n  A: !Equals [!Ref P, x]\n  NotA: !Not [!Condition A]\n  B: !Equals [y, !Ref P]\n  Same: !Equals [!Ref P, x]\n" +
		"  Other: !Equals [!Ref Q, x]\n  NotOther: {'Fn::Not': [{Condition: Other}]}\n  Odd: !Or [!Condition A, !Condition Other]\nResources:\n  R: {Type: AWS::IAM::Role}\n"}))
	for pair, want := range map[[2]string]bool{{"A", "NotA"}: true, {"A", "B"}: true, {"A", "Same"}: false, {"A", "Other"}: false, {"NotA", "NotOther"}: false, {"A", "Odd"}: true, {"A", "Missing"}: true, {"A", ""}: false, {"A", "A"}: false} {
		if got := f.stacks[0].exclusive(pair[0], pair[1]); got != want {
			t.Errorf("%v: %v", pair, got)
		}
	}
}

// TestClaims: what has resources of a CloudFormation type, and nothing else.
func TestClaims(t *testing.T) {
	for text, want := range map[string]bool{
		head + "Resources:\n  A:\n    Type: AWS::IAM::Role\n":            true,
		"Resources: {A: {Type: 'Custom::Thing'}}":                        true,
		`{"Resources":{"A":{"Type":"AWS::IAM::Role"}}}`:                  true,
		"apiVersion: v1\nkind: ConfigMap\n":                              false,
		"resources:\n  Resources:\n    A:\n      Type: AWS::IAM::Role\n": false, // the Serverless Framework's
		head: false,
	} {
		if _, ok := claims("a.yaml", []byte(text)); ok != want {
			t.Errorf("%q: claimed %v", text, ok)
		}
	}
	for path, want := range map[string]bool{"a.json": true, "a.template": true, "a.tf": false, "x/cdk.out/asset.12/t.json": false, "cdk.out/assembly-Prod/t.template.json": true, ".aws-sam/build/template.yaml": false} {
		if wants(path) != want {
			t.Errorf("%s: wanted %v", path, !want)
		}
	}
}

// TestHostile is about input that would cost time or memory. Each takes less than
// a second, and what is lost is told.
func TestHostile(t *testing.T) {
	role := func(inner string) string {
		return head + "Resources:\n  A:\n    Type: AWS::IAM::Role\n    Properties:\n      RoleName: " + inner + "\n"
	}
	// A text that doubles with every variable.
	sub := "'x'"
	for range 60 {
		sub = "!Sub ['${a}${a}', {a: " + sub + "}]"
	}
	var parameters, conditions, mappings strings.Builder
	parameters.WriteString(head + "Parameters:\n")
	conditions.WriteString(head + "Conditions:\n  C0: !Equals [a, b]\n")
	mappings.WriteString(head + "Mappings:\n  M:\n")
	for i := range 5000 {
		fmt.Fprintf(&conditions, "  C%d: !Or [!Condition C%d, !Condition C%d]\n", i+1, i, i)
		fmt.Fprintf(&mappings, "    k%d: {v: a%d}\n", i, i)
	}
	conditions.WriteString("Resources:\n  A:\n    Type: AWS::IAM::Role\n    Condition: C5000\n")
	mappings.WriteString("Resources:\n")
	for i := range 2000 {
		fmt.Fprintf(&mappings, "  R%d:\n    Type: AWS::IAM::Role\n    Properties: {RoleName: !FindInMap [M, !Ref AWS::Region, v], ManagedPolicyArns: [!FindInMap [M, !Ref AWS::Region, v]]}\n", i)
	}
	var aliases strings.Builder
	aliases.WriteString(head + "Resources:\n  A:\n    Type: AWS::IAM::Role\n    Properties:\n      a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 30; i++ {
		fmt.Fprintf(&aliases, "      a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	aliases.WriteString("      ManagedPolicyArns: *a29\n")
	// Two stacks that nest two more each, and so on.
	doubling := map[string]string{}
	for i := range 30 {
		doubling[fmt.Sprintf("t%02d.yaml", i)] = head + fmt.Sprintf("Resources:\n  A:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: t%02d.yaml}\n  B:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: t%02d.yaml}\n", i+1, i+1)
	}
	nested := func(url string) string {
		return head + "Resources:\n  A:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: " + url + "}\n"
	}
	statement := `{Effect: Allow, Action: "a:*", Resource: "*"},`
	deepJSON := `{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"A": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": ` + strings.Repeat(`{"Fn::Join": ["", [`, 10_000) + `"x"` + strings.Repeat(`]]}`, 10_000) + "}}}}"
	deep := role(strings.Repeat("!Join ['', [", 10_000) + "x" + strings.Repeat("]]", 10_000))
	for name, c := range map[string]struct {
		files  map[string]string
		notice string
	}{
		"sub":        {map[string]string{"a.yaml": role(sub)}, ""},
		"deep":       {map[string]string{"a.yaml": deep}, "depth"},
		"deep json":  {map[string]string{"a.json": deepJSON}, "JSON"},
		"padded":     {map[string]string{"a.yaml": deep + "# " + strings.Repeat("x", 1<<20) + "\n"}, "depth"},
		"conditions": {map[string]string{"a.yaml": conditions.String()}, ""},
		"mappings":   {map[string]string{"a.yaml": mappings.String()}, "limit"},
		"aliases":    {map[string]string{"a.yaml": aliases.String()}, "aliases"},
		"itself":     {map[string]string{"a.yaml": nested("a.yaml")}, "contains itself"},
		"circle":     {map[string]string{"a.yaml": nested("b.yaml"), "b.yaml": nested("./a.yaml")}, "contains itself"},
		"outside":    {map[string]string{"a.yaml": nested("../../../etc/passwd")}, ""},
		"doubling":   {doubling, "at most"},
		"outputs": {map[string]string{
			"a.yaml": head + "Resources:\n  A:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: b.yaml, Parameters: {P: !GetAtt A.Outputs.O}}\n",
			"b.yaml": head + "Parameters: {P: {Type: String}}\nResources:\n  R:\n    Type: AWS::IAM::Role\n    Properties: {RoleName: !Ref P}\nOutputs: {O: {Value: !Ref P}}\n"}, ""},
		"exports":    {map[string]string{"a.yaml": role("!ImportValue e") + "Outputs: {O: {Value: !ImportValue e, Export: {Name: e}}}\n"}, ""},
		"statements": {map[string]string{"a.yaml": head + "Resources:\n  A:\n    Type: AWS::IAM::Role\n    Properties: {Policies: [{PolicyDocument: {Statement: [" + strings.Repeat(statement, 3000) + "]}}]}\n"}, ""},
		"shapes": {map[string]string{"a.yaml": head + "Resources:\n  A: [Type, 'AWS::IAM::Role']\n  B: {Type: AWS::IAM::Role, Properties: [x]}\n  C: {Type: AWS::IAM::Role, Properties: !Ref A}\n  D: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: [[], {Name: []}]}, Role: {Ref: [x]}}}\n" +
			"  E: {Type: AWS::IAM::Policy, Properties: {Roles: {a: b}, PolicyDocument: 'x'}}\n  F: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: '{\"Statement\": [1, {}]}', PermissionsBoundary: !If [A]}}\nParameters: []\nConditions: {C: [], D: !And x}\nMappings: x\nOutputs: {O: x}\nTransform: [{Name: x}]\n"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			f := facts(t, c.files)
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("took %v", took)
			} else {
				t.Log(took)
			}
			told := c.notice == ""
			for _, n := range f.Notices {
				told = told || strings.Contains(n.Reason, c.notice)
			}
			if !told {
				t.Errorf("no notice says %q: %v", c.notice, f.Notices)
			}
		})
	}
}

func FuzzRun(f *testing.F) {
	files, _ := filepath.Glob("testdata/*/*.yaml")
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text), "main.yaml")
	}
	f.Add(`{"Resources": {"A": {"Type": "AWS::IAM::Role", "Properties": {"Fn::If": ["C", {}, {"Ref": "A"}]}}}}`, "a.json")
	f.Fuzz(func(t *testing.T, text, url string) {
		child := head + "Parameters: {P: {Type: String}}\nResources:\n  C:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: a.yaml, Parameters: {P: !Ref P}}\n"
		facts(t, map[string]string{"a.yaml": text, "b.json": text, url + ".yaml": child})
	})
}

func BenchmarkRun(b *testing.B) {
	files := map[string]string{}
	size := 0
	names, _ := filepath.Glob("testdata/*/*.yaml")
	for i := range 20 {
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				b.Fatal(err)
			}
			size += len(text)
			files[fmt.Sprintf("%d/%s", i, name)] = string(text)
		}
	}
	u := unit(files)
	b.SetBytes(int64(size))
	for b.Loop() {
		if _, err := run(context.Background(), u); err != nil {
			b.Fatal(err)
		}
	}
}
