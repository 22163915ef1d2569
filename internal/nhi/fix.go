package nhi

// Tier is how much a fix asks of whoever takes it.
type Tier string

// The tiers. A safe fix leaves what a correct deployment does as it was, or the
// documentation of the tool says that the two are the same; an unsafe one a person
// has to review.
const (
	Safe   Tier = "safe"
	Unsafe Tier = "unsafe"
)

// Edit puts text in the place of a span; an empty span is a place between two
// bytes.
type Edit struct {
	At  Span
	New string
}

// Fix is a change of files after which a finding is gone.
type Fix struct {
	Tier Tier
	// Text says in one sentence what is done, and to a reviewer what to look at.
	Text string
	// Edits do not overlap. They may be of several files.
	Edits []Edit
}
