"""First names that are common in the Netherlands: a single capitalised word that is one names a person.

No list is complete. Who is in the attendance list is known without it; this is for reports that have none.
"""

_NAMES = """
aad aafke aaltje aart abdel abdelhak abdellah abdul abdullah abel achmed ad adil adriaan adrie age agnes ahmed ahmet aisha ali alex alice alie
alwin amal amber amin amina amir amira an anass andre andré andrea andries angela angelique anissa anita anja anke anna anne anneke annelies
annelieke annemarie annemiek annemieke annet annette annie anouk antje antoinette anton antonio antoon appie ariane arend arie arjan arjen arno
arnold arthur arzu asha asma astrid ate aukje aya ayla aylin ayse ayşe aziz babette bahar barbara barend bart bas bauke bea beatrijs ben bennie
benno bep beppie bernadette bernard bert berta bertus betsy bianca bilal bob boris boudewijn bouke bram brahim brechtje brenda brigitte burak
camiel carin carina carla carlijn carlo carlos carmen carola carolien caroline cas casper cees cemal ceren chantal charles charlotte chris
christa christel christiaan christien christina cindy claudia clemens co coby coen conny cor corien corina corine corinne corrie corry daan
danielle daniel daniël daphne david dennis desiree diana dick dieke diede dien dieuwke dik dineke dirk dirkje djamila dolf dominique donna dora
doris dorien driss eddy edith edward edwin eefje eelco eelke eline elif elise elizabeth ella ellen ellie elly els elsbeth elske emel emiel emily
emine emma emre eric erica erik erika erna ernst erwin esma esmee esra esther eva evelien evelyn evert ewout faisal fam famke farah farid farida
fatih fatiha fatima fatma fatoumata femke fenna fennie ferdinand fien fieke fleur floor floortje floris folkert fons frank frans fransje fred
freek frederik frida frits froukje fouad gaby geert geertje geerte geesje gemma george gerard gerben gerda gerdien gerrie gerrit gert gertjan
gertrude giel gijs ginny gonny grace greet greetje grietje guido guus gülay haakon hajar hakan halil halima hamid hamza han hanane hanna hannah
hanne hanneke hannie hans harm harmen harrie harriet harry harold hasan hassan hatice hedda hedde hedwig heidi hein heleen hélène helen helena
helga hella hendrik hendrika henk hennie henny henri henriette herbert herma herman hessel hetty hicham hilde hilda hind huib hubert hugo huub
hülya ibrahim ida ids ien ike ilham ilona ilse imane imke imran ina ine ineke inez ingeborg ingrid inge irene iris irma isa isabel isabelle
ismail ivo iwan jaap jacco jack jacob jacqueline jacques jaco jaimy jamal jamila jan jana jane janine janneke jannes jannie janny jantien jantje
jan-willem jasmijn jasper jaouad jean jeanet jeanette jeannette jef jelle jelmer jennifer jenny jeroen jesse jessica jet jetske jette jim jitske
jo joan joanna job jochem jody joep joke jolanda jolande jolanda jolien jolijn joop joost jordi jorien jorg joris jorrit jos josé jose josien
joyce juan judith juliette julia julie jur jurgen jurre jurriaan kadir kader kamal karel karim karima karin karina karlijn karst kasper kathleen
katinka katja kees kemal kenan kenneth khadija khalid kim kirsten kitty klaas klaske ko koen koos kor krijn krista kristel laila lambert lars
latifa laura laurens leen leendert leila lejla lena lenie lennart leo leon leonie lenny lex lia lian lidwien lieke lien lies liesbeth lieske
lieve linda lisa lisette lizzy loes lonneke lotte lou louis louise luc lucas lucie ludo luuk lydia maaike maarten maartje machteld mahmoud maja
malika manon mandy manuel marc marcel marcella marco margaret margje margo margot margreet margriet maria mariam marian marianne marie marieke
mariëlle marielle marije marijke marijn marika marina marinus mario marion mariska marissa marit mariet mariette marja marjan marjo marjolein
marjolijn marjon mark marleen marlies marloes marlou marnix marry martha martijn martin martine marta marten mascha mathijs matthijs maud maureen
maurice maurits max meike mehmet meindert melanie melissa meltem menno merel merlijn merve meryem mia michael michel michelle michiel mieke miep
mieneke mientje mike milan milou mimoun mina minke mirella miriam mirjam mirte mirthe mo moes mohamed mohammed monica monique moniek mounir murat
mustafa myra myriam myrthe nadia nadine naima najat najib nancy nanda naomi narges natalie natasja nathalie nel nelleke nelly neeltje nico nicole
nicolette niek niels nienke nina noa noëlle nora noor noortje noud noura nynke olaf olga olivier omar onno orhan oscar osman otto özlem pascal
pascale patricia patrick paul paula pauline peter petra pia pien piet pieter pieternel pim piotr pleun priya quinten rabia rachel rachid rachida
rahma ralph ramazan ramon randy ravi rebecca reinier reinoud rein remco remi remko renate rene rené renee renée renske rens resa reza ria rian
rianne richard rick rieks riekje rien riet rik rina rinus rita rob robbert robert robin roel roeland roelie roelof roland rolf roos ron ronald
roos rosa roy ruben rudi rudolf rutger ruth ruud ryan saar sabah sabine sabrina sadia saïd said saida sajid salima salma sam samantha sami samia
samir samira samuel sandra sander sanne sara sarah saskia sebastiaan selim selma semra serap serge serkan sevda sharon shirley siebe siem sien
sietse sietske sigrid silvia simon simone sineke sjaak sjaan sjoerd sjors sjoukje soesja sofia sofie sofyan sonja sophie soraya soumaya staf stan
stef stefan stella sten stephan steven stijn susan susanne suzan suzanne suze sven sylvia sylvie taco tahar tamara tanja tariq teun teus thea theo
thera theresia thijs thomas thom tiemen tiina til tilly tim timo tineke tinus titia tjeerd tjitske tjerk tobias tof tom tomas ton tonnie tonny
toon toos trees treesje trijn trijntje trudy truus tugba ugur ulla ursula valerie vera veronica veronique victor vincent vivian wahid walter wanda
ward warner wendy wencke werner wessel wiebe wieke wiel wies wietske wil wilbert wilco wilfred wilhelmina willeke willem willemien willemijn
willie willy wilma wim winnie wout wouter xander yasin yasmin yasmina yassin yassine ymke yolanda younes youssef yusuf yvette yvon yvonne zahra
zakaria zara zehra zeynep zineb zoë
alan andrew ann barry brian carol catherine cathy dave diane donald dorothy emily frances frank gary geoff gordon graham greg helen howard ian
jackie james janet jean jeff jeremy jill john jonathan joseph judy karen kate katherine keith kelly kevin linda liz lucy lynn maggie malcolm
marcus margaret martha mary matt maureen megan mick mohammad neil nick nigel norman oliver pat phil rachel ray rebecca rosie ruth sally sean sheila
simon stephen steve stuart sue sunita terry tony tracy wayne william zoe
"""
# Words that are more often something else.
_WORDS = {"an", "til", "fam", "tof", "staf", "siem", "ids", "ate", "age", "wil", "max", "pat", "min"}
GIVEN_NAMES = frozenset(_NAMES.split()) - _WORDS
