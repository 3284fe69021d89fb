package names

// The words that the rules know. They are kinds of words, and not names,
// wherever a kind will do: a ministry that nobody has heard of ends in the same
// words as the others.

// headWords end the name of an organisation.
var headWords = words("en/headwords")

// ofHeads may be followed by what they are for: Ministry of, Agency for.
var ofHeads = words("en/ofheads")

// companyWords end the name of a company, where the word that begins it is
// not an ordinary one: Rainbow Robotics, but not Advanced Robotics.
var companyWords = words("en/companywords")

// notBodies end with a head word and are none.
var notBodies = words("en/notbodies")

// concepts end what has an acronym and is no body.
var concepts = words("en/concepts")

// places of work end a name whose beginning may be a company.
var facilities = words("en/facilities")

// bodyNouns tell what a name beside them is.
var bodyNouns = words("en/bodynouns")

// subjects are what ministries and their officials are for.
var subjects = words("en/subjects")

// ordinary words begin programmes, sentences and headings, not the names of
// companies. The subjects are ordinary as well.
var ordinary = words("en/ordinary")

// wide begin the names of public bodies.
var wide = words("en/wide")

// knownCompanies are called by one word, which also begins the names of the
// companies of their groups. What is here saves a rule no text can give: that
// POSCO in a sentence without a company word is a company.
var knownCompanies = words("en/companies")

// smallBrands are written small after the name of their group.
var smallBrands = set(`siltron hynix bioscience ecoplant enmove nexilis eternix biopharm`)

// knownBodies are named by their acronym and seldom introduced.
var knownBodies = words("en/knownbodies")

// actions are what only bodies and people do.
var actions = words("en/actions")

// groups are called by one word too, loosely: Hanwha is Hanwha Ocean where a
// text speaks of no other Hanwha.
var groups = set(`Samsung SK LG Hyundai Hanwha Doosan Lotte GS CJ HD LS`)

// regions end the name of a place.
var regions = words("en/regions")

// companySigns follow a company's name, behind a comma or not.
var companySigns = set(`Co. Co Inc. Inc Ltd. Ltd Corp. LLC Limited`)

// foreignHeads begin or end the name of a body in another language.
var foreignHeads = words("foreignheads")

// foreignLinks stand small inside such a name.
var foreignLinks = words("foreignlinks")
