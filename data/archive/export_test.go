package archive

// StemOf lets the reference of the tests have the stems, which have tests of
// their own.
var StemOf = stemOf
