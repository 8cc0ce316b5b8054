"""Synonyms that a new site begins with; coordinators change them at /beheer/. English words find Dutch content."""

STARTER_SYNONYMS = """
subsidie, geld, aanvraag, financiering, bijdrage, fonds, poen, centen, sponsor, grant, funding, money
budget, geld
meerjarig, drie jaar, langer dan een jaar
duur, kosten, prijs, expensive
ouderen, senioren, bejaarden, oudere mensen, 65-plus, opa, oma, grootouders, elderly, seniors, older people
jongeren, jeugd, tieners, pubers, jongelui, young people, youth, teenagers
kinderen, kids, kleuters, peuters, children, toddlers
right to challenge, bewonersbod, uitdaagrecht
bewonersbudget, buurtbudget, wijkbudget, neighbourhood budget, participatory budget, residents budget
buurtpact, wijkpact, neighbourhood pact
wethouder, bestuurder, alderman
gemeenteraad, raad, raadsleden, city council, council, council members
gemeente, stadhuis, gem, municipality, city hall
bewoners, buurtbewoners, wijkbewoners, inwoners, buren, residents, neighbours
bewonersinitiatief, initiatief, buurtinitiatief, initiative, community group
vrijwilligers, vrijwilliger, helpers, volunteers, volunteer
meedoen, meehelpen, vrijwilligerswerk, join, volunteering, take part
buurthuis, buurtcentrum, wijkcentrum, ontmoetingsplek, community centre, community center
huiskamer, inloop, ontmoetingsplek, living room, drop-in
eten, maaltijd, koken, eetclub, food, meal, cooking, dinner, eat
moestuin, buurttuin, stadstuin, volkstuin, tuinieren, zaaien, oogsten, groente verbouwen, community garden, allotment
tuin, tuinieren, garden, gardening
groen, natuur, bomen, park, green, nature, trees
repaircafe, repareren, reparatie, herstellen, kapot, fixen, repair, fix, broken
fiets, fietsen, bicycle, bike, cycling
taal, nederlands leren, taalles, nederlandse les, nl les, inburgeren, inburgering, dutch lessons, language, learn dutch
nieuwkomers, statushouders, vluchtelingen, refugees, newcomers
wonen, huisvesting, huizen, woning, woonruimte, housing, homes
woningbouw, nieuwbouw, building
huur, huurders, rent, tenants
zorg, hulp, ondersteuning, mantelzorg, care, support, help
burenhulp, buurthulp, helping neighbours
eenzaamheid, eenzaam, weinig mensen, gezelschap, loneliness, lonely, company
dakloos, daklozen, thuisloos, zwerver, slapen op straat, slaapplek, geen huis, slapers, homeless
leegstand, leegstaand, lege gebouwen, lege plekken, lege panden, leeg, vacant, empty buildings
lenen, uitlenen, leen, borrow
gereedschap, boormachine, tools
armoede, schulden, minima, geldzorgen, rondkomen, poverty, debt
werk, baan, banen, job, jobs, work
werkplek, flexplek, coworking, co-working
veiligheid, veilig, safety, safe
verkeer, auto's, traffic
auto, wagen, deelauto, autodelen, car, cars, car sharing
zonnepanelen, energie, duurzaam, zonne-energie, solar panels, energy, sustainable
isolatie, isoleren, energie, stookkosten, verwarming, gas, licht, stroom, energierekening, insulation, heating
delen, ruilen, weggeven, sharing, swap
kleding, kleren, clothes, clothing
naaien, naaimachine, naaiatelier, verstellen, sewing
timmeren, klussen, hout, houtbewerking, doe-het-zelven, carpentry, woodwork
vergadering, bijeenkomst, overleg, meeting
werksessie, workshop, worksession
gesprek, praten, conversation, talk
afspraak, toezegging, agreement, agreed action, promise
verslag, notulen, report, minutes
boodschap, brief, manifest, message, letter
agenda, agendapunt, shared agenda
stem, uitspraak, quote, voice
kunst, cultuur, art, culture
film, bioscoop, bios, movie, cinema
muziek, zingen, koor, music, choir, singing
raadsinformatiebijeenkomst, rib, council information meeting
sport, bewegen, sporten, exercise
spelen, speeltuin, speelplek, speelplaats, playground, play
feest, buurtfeest, straatfeest, barbecue, party, street party
dieren, huisdieren, honden, katten, animals, pets
lopen, wandelen, wandeling, walking
vervoer, ritje, brengen en halen, transport, ride
dokter, huisarts, arts, doctor
computer, laptop, internet, digitaal, telefoon, mobiel, phone, mobile
lezen, boeken, bibliotheek, bieb, library, books, reading
koffie, koffiedrinken, bakkie, coffee
toegankelijk, toegankelijkheid, rolstoel, gelijkvloers, drempel, wheelchair, accessible
afval, zwerfvuil, rommel, troep, vuilnis, litter, waste
buurt, wijk, neighbourhood, neighborhood, district
ruimte, plek, pand, gebouw, space, building, room
regels, vergunning, rules, permit
samenwerken, samenwerking, cooperation
""".strip().splitlines()
