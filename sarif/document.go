package sarif

import gosarif "github.com/owenrumney/go-sarif/v2/sarif"

// The library's types lack relationships and GUIDs of descriptors, write rules
// into taxonomies, and write null where a part of a suppression is unset, which
// the schema refuses. The types here embed the library's and redeclare the
// fields concerned: of two fields with one JSON name, the outer one counts.

type log struct {
	*gosarif.Report
	Runs []*run `json:"runs"`
}

type run struct {
	*gosarif.Run
	Tool       tool         `json:"tool"`
	Results    []*result    `json:"results"` // always empty: see Options.Write
	Taxonomies []*component `json:"taxonomies,omitempty"`
}

type tool struct {
	Driver *driver `json:"driver"`
}

type driver struct {
	*gosarif.ToolComponent
	Rules []*descriptor `json:"rules"`
}

// component is a taxonomy: it has taxa and must not have rules.
type component struct {
	*gosarif.ToolComponent
	Rules *struct{}     `json:"rules,omitempty"`
	Taxa  []*descriptor `json:"taxa"`
}

type descriptor struct {
	*gosarif.ReportingDescriptor
	GUID          string          `json:"guid,omitempty"`
	Relationships []*relationship `json:"relationships,omitempty"`
}

type relationship struct {
	Target *gosarif.ReportingDescriptorReference `json:"target"`
	Kinds  []string                              `json:"kinds,omitempty"`
}

type result struct {
	*gosarif.Result
	Taxa []*taxonReference `json:"taxa,omitempty"`
	// Suppressions is absent on all results of a run or a list on all of them.
	Suppressions *[]*suppression `json:"suppressions,omitempty"`
}

// taxonReference is the short form of a reference: the id is for people, and the
// GUIDs decide. A file may have a hundred thousand of them.
type taxonReference struct {
	ID            string `json:"id"`
	GUID          string `json:"guid"`
	ToolComponent struct {
		GUID string `json:"guid"`
	} `json:"toolComponent"`
}

type suppression struct {
	*gosarif.Suppression
	Location *gosarif.Location `json:"location,omitempty"`
}

func ptr[T any](v T) *T { return &v }

func message(text string) *gosarif.Message { return &gosarif.Message{Text: &text} }

func multiformat(text string) *gosarif.MultiformatMessageString {
	return &gosarif.MultiformatMessageString{Text: &text}
}
