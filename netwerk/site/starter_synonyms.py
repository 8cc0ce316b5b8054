"""Synonyms that a new site begins with; coordinators change them at /beheer/. English words find Dutch content."""

STARTER_SYNONYMS = """
subsidie, geld, aanvraag, financiering, bijdrage, fonds, grant, funding, money
budget, geld
ouderen, senioren, bejaarden, oudere mensen, 65-plus, elderly, seniors, older people
jongeren, jeugd, tieners, young people, youth, teenagers
kinderen, kids, children
right to challenge, bewonersbod, uitdaagrecht
bewonersbudget, buurtbudget, wijkbudget, neighbourhood budget, participatory budget, residents budget
buurtpact, wijkpact, neighbourhood pact
wethouder, bestuurder, alderman
gemeenteraad, raad, raadsleden, city council, council, council members
gemeente, stadhuis, municipality, city hall
bewoners, buurtbewoners, wijkbewoners, inwoners, buren, residents, neighbours
bewonersinitiatief, initiatief, buurtinitiatief, initiative, community group
vrijwilligers, vrijwilliger, helpers, volunteers, volunteer
meedoen, meehelpen, vrijwilligerswerk, join, volunteering, take part
buurthuis, buurtcentrum, wijkcentrum, ontmoetingsplek, community centre, community center
huiskamer, inloop, ontmoetingsplek, living room, drop-in
eten, maaltijd, koken, eetclub, food, meal, cooking, dinner, eat
moestuin, buurttuin, stadstuin, tuinieren, community garden, allotment
tuin, tuinieren, garden, gardening
groen, natuur, bomen, park, green, nature, trees
repaircafe, repareren, reparatie, herstellen, repair, fix
fiets, fietsen, bicycle, bike, cycling
taal, nederlands leren, taalles, dutch lessons, language, learn dutch
nieuwkomers, statushouders, vluchtelingen, refugees, newcomers
wonen, huisvesting, huizen, housing, homes
woningbouw, nieuwbouw, building
huur, huurders, rent, tenants
zorg, hulp, ondersteuning, mantelzorg, care, support, help
burenhulp, buurthulp, helping neighbours
eenzaamheid, eenzaam, weinig mensen, loneliness, lonely
dakloos, daklozen, thuisloos, slaapplek, geen huis, slapers, homeless
leegstand, leegstaand, lege gebouwen, lege plekken, leeg, vacant, empty buildings
lenen, uitlenen, leen, borrow
gereedschap, boormachine, tools
armoede, schulden, minima, poverty, debt
werk, baan, banen, job, jobs, work
veiligheid, veilig, safety, safe
verkeer, auto's, traffic
zonnepanelen, energie, duurzaam, zonne-energie, solar panels, energy, sustainable
delen, ruilen, weggeven, sharing, swap
kleding, kleren, clothes, clothing
vergadering, bijeenkomst, overleg, meeting
werksessie, workshop, worksession
gesprek, praten, conversation, talk
afspraak, toezegging, agreement, agreed action, promise
verslag, notulen, report, minutes
boodschap, brief, manifest, message, letter
agenda, agendapunt, shared agenda
stem, uitspraak, quote, voice
kunst, cultuur, art, culture
muziek, zingen, koor, music, choir, singing
sport, bewegen, sporten, exercise
spelen, speeltuin, speelplek, playground, play
lopen, wandelen, walking
lezen, boeken, bibliotheek, library, books, reading
koffie, koffiedrinken, coffee
toegankelijk, rolstoel, wheelchair, accessible
afval, zwerfvuil, rommel, litter, waste
buurt, wijk, neighbourhood, neighborhood, district
ruimte, plek, pand, gebouw, space, building, room
regels, vergunning, rules, permit
samenwerken, samenwerking, cooperation
""".strip().splitlines()
