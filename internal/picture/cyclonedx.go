package picture

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
)

// CycloneDX writes the picture as a bill of materials, CycloneDX 1.6: agents and
// local tools as applications, remote tools as services, identities as
// configuration, credentials as cryptographic material without its value. What
// CycloneDX has no word for is a property that starts with "nhivet:".
func CycloneDX(w io.Writer, p *Picture) error {
	m := &materials{p: p, labels: p.labels(), refs: map[string]string{}, used: map[string]bool{}, grants: map[string][]*Grant{}, keyed: map[string]bool{}}
	m.index()
	bom := cdx.NewBOM()
	bom.Metadata = &cdx.Metadata{
		// The date against which expiry was judged: the same files give the same bytes.
		Timestamp: p.Now + "T00:00:00Z",
		Tools:     &cdx.ToolsChoice{Components: &[]cdx.Component{{Type: cdx.ComponentTypeApplication, Name: p.Tool, Version: p.ToolVersion}}},
	}
	components, services := []cdx.Component{}, []cdx.Service{}
	for _, a := range p.Agents {
		components = append(components, m.agent(a))
	}
	for _, i := range p.Identities {
		components = append(components, m.identity(i))
	}
	for _, c := range p.Credentials {
		components = append(components, m.credential(c))
	}
	for _, t := range p.Tools {
		if t.URL != "" {
			services = append(services, m.service(t))
			continue
		}
		components = append(components, cdx.Component{
			BOMRef: m.refs[t.ID], Type: cdx.ComponentTypeApplication, Name: report.Clean(cmp.Or(t.Package, t.Name)), Version: report.Clean(t.Version),
			Properties: properties("tool", t.Name, "tool-kind", t.Kind), Evidence: seen(t.At),
		})
	}
	bom.Components, bom.Services, bom.Dependencies = &components, &services, m.dependencies()
	var b bytes.Buffer
	if err := encode(&b, bom); err != nil {
		return err
	}
	// A serial number of the content, in the form of a UUID whose bits are of one's
	// own making (RFC 9562, version 8).
	sum := sha256.Sum256(b.Bytes())
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80
	bom.SerialNumber = fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
	b.Reset()
	if err := encode(&b, bom); err != nil {
		return err
	}
	_, err := w.Write(report.EscapeJSON(b.Bytes()))
	return err
}

func encode(w io.Writer, bom *cdx.BOM) error {
	err := cdx.NewBOMEncoder(w, cdx.BOMFileFormatJSON).SetPretty(true).SetEscapeHTML(false).EncodeVersion(bom, cdx.SpecVersion1_6)
	if err != nil {
		return fmt.Errorf("write CycloneDX: %w", err)
	}
	return nil
}

// materials turns things into components.
type materials struct {
	p      *Picture
	labels map[string]string
	refs   map[string]string // bom-ref by ID
	used   map[string]bool
	grants map[string][]*Grant // by holder
	keyed  map[string]bool     // tools that hold a credential
}

// index gives everything a reference that is the same in the next document, its
// key, and finds what belongs to it.
func (m *materials) index() {
	add := func(id, key string) {
		ref := report.Clean(key)
		for n := 2; m.used[ref]; n++ {
			ref = fmt.Sprintf("%s (%d)", report.Clean(key), n)
		}
		m.used[ref], m.refs[id] = true, ref
	}
	for _, a := range m.p.Agents {
		add(a.ID, a.Key)
	}
	for _, i := range m.p.Identities {
		add(i.ID, i.Key)
	}
	for _, c := range m.p.Credentials {
		add(c.ID, c.Key)
	}
	for _, t := range m.p.Tools {
		add(t.ID, t.Key)
	}
	for _, g := range m.p.Grants {
		m.grants[g.Holder] = append(m.grants[g.Holder], g)
	}
	for _, c := range m.p.Credentials {
		for _, t := range c.Tools {
			m.keyed[t] = true
		}
	}
}

// properties are pairs of a name and a value; empty values say nothing.
func properties(pairs ...string) *[]cdx.Property {
	var out []cdx.Property
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out = append(out, cdx.Property{Name: "nhivet:" + pairs[i], Value: report.Clean(pairs[i+1])})
		}
	}
	if out == nil {
		return nil
	}
	return &out
}

// seen is where something is.
func seen(at nhi.Position) *cdx.Evidence {
	line, offset := at.Line, at.Start
	return &cdx.Evidence{Occurrences: &[]cdx.EvidenceOccurrence{{Location: report.Clean(at.File), Line: &line, Offset: &offset}}}
}

func (m *materials) agent(a *Agent) cdx.Component {
	e := seen(a.At)
	var methods []cdx.EvidenceIdentityMethod
	for _, v := range a.Evidence {
		if v.Weight > 0 {
			part := float32(min(v.Weight, 100)) / 100
			methods = append(methods, cdx.EvidenceIdentityMethod{Technique: cdx.EvidenceIdentityTechniqueManifestAnalysis, Confidence: &part, Value: report.Clean(v.Reason)})
		}
	}
	sure := float32(a.Confidence) / 100
	identity := cdx.EvidenceIdentity{Field: cdx.EvidenceIdentityFieldTypeName, Confidence: &sure}
	if methods != nil {
		identity.Methods = &methods
	}
	e.Identity = &cdx.EvidenceIdentityChoice{Identities: &[]cdx.EvidenceIdentity{identity}}
	pairs := []string{
		"kind", a.Kind, "platform", a.Platform, "environment", a.Environment, "acts-for", a.ActsFor,
		"approval", a.Approval.State, "audit", a.Audit.State,
	}
	for _, r := range a.May {
		pairs = append(pairs, "may", r.text(m.labels))
	}
	return cdx.Component{BOMRef: m.refs[a.ID], Type: cdx.ComponentTypeApplication, Name: report.Clean(a.Name), Properties: properties(append(pairs, "agent", "true")...), Evidence: e}
}

func (m *materials) identity(i *Identity) cdx.Component {
	pairs := []string{"kind", i.Kind, "platform", i.Platform, "namespace", i.Namespace, "environment", i.Environment, "shared-by", counted(i.SharedBy)}
	for _, g := range m.grants[i.ID] {
		pairs = append(pairs, "grant", fmt.Sprintf("%s on %s: %s", breadthText(g.Breadth), g.System, g.label()))
	}
	return cdx.Component{
		BOMRef: m.refs[i.ID], Type: cdx.ComponentTypeData, Name: report.Clean(i.Name), Properties: properties(pairs...), Evidence: seen(i.At),
		Data: &[]cdx.ComponentData{{Type: cdx.ComponentDataTypeConfiguration, Name: report.Clean(i.Name)}},
	}
}

func counted(n int) string {
	if n < 2 {
		return ""
	}
	return fmt.Sprint(n)
}

// material tells by a word in its kind what sort of material a credential is.
var material = []struct {
	word string
	is   cdx.RelatedCryptoMaterialType
}{
	{"private-key", cdx.RelatedCryptoMaterialTypePrivateKey}, {"password", cdx.RelatedCryptoMaterialTypePassword},
	{"token", cdx.RelatedCryptoMaterialTypeToken}, {"jwt", cdx.RelatedCryptoMaterialTypeToken}, {"session", cdx.RelatedCryptoMaterialTypeToken},
}

func (m *materials) credential(c *Credential) cdx.Component {
	is := &cdx.RelatedCryptoMaterialProperties{Type: cdx.RelatedCryptoMaterialTypeCredential}
	for _, row := range material {
		if strings.Contains(c.Kind, row.word) {
			is.Type = row.is
			break
		}
	}
	if t := c.Lifetime.Expires; len(t) == len("2006-01-02") {
		is.ExpirationDate = t + "T00:00:00Z"
	} else {
		is.ExpirationDate = t
	}
	if c.Lifetime.Expired {
		is.State = cdx.CryptoKeyStateDeactivated
	}
	standing := ""
	if c.Standing() {
		standing = "true"
	}
	return cdx.Component{
		BOMRef: m.refs[c.ID], Type: cdx.ComponentTypeCryptographicAsset, Name: report.Clean(c.Name), Description: report.Clean(c.Title),
		CryptoProperties: &cdx.CryptoProperties{AssetType: cdx.CryptoAssetTypeRelatedCryptoMaterial, RelatedCryptoMaterialProperties: is},
		Properties: properties("kind", c.Kind, "vendor", c.Vendor, "environment", c.Environment, "origin", string(c.Origin), "store", c.Store,
			"life", c.Life(), "standing", standing, "shared-by", counted(c.SharedBy)),
		Evidence: seen(c.At),
	}
}

func (m *materials) service(t *Tool) cdx.Service {
	s := cdx.Service{BOMRef: m.refs[t.ID], Name: report.Clean(t.Name), Properties: properties("tool-kind", t.Kind, "place", place(t.At))}
	// An address is a URI reference in CycloneDX, and here whatever a file says.
	if u, err := url.Parse(t.URL); err == nil && !strings.ContainsAny(t.URL, " {}<>\"|\\^`") {
		s.Endpoints = &[]string{u.String()}
	}
	if yes := true; m.keyed[t.ID] {
		s.Authenticated = &yes
	}
	return s
}

// dependencies lead from agents to what they use, and from a credential to the
// identity that it proves.
func (m *materials) dependencies() *[]cdx.Dependency {
	uses, told := map[string][]string{}, map[[2]string]bool{}
	for _, l := range m.p.Links {
		from, to := m.refs[l.From], m.refs[l.To]
		if from != "" && to != "" && !told[[2]string{from, to}] {
			told[[2]string{from, to}] = true
			uses[from] = append(uses[from], to)
		}
	}
	var froms []string
	for from := range uses {
		froms = append(froms, from)
	}
	slices.Sort(froms)
	out := []cdx.Dependency{}
	for _, from := range froms {
		on := uses[from]
		slices.Sort(on)
		out = append(out, cdx.Dependency{Ref: from, Dependencies: &on})
	}
	return &out
}
