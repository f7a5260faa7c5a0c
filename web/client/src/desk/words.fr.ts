/** 256 ordinary French words to draw passphrases from: six of them are 48 bits, which scrypt makes long to guess. */

export const WORDS = (
  "abeille abricot accordéon agenda aiguille alouette ampoule ananas ancre anneau arbre ardoise argile armoire asperge atelier " +
  "aubergine autruche avoine balai balcon balle bambou banane banc barque basilic bateau bavard beurre bijou biscuit blouson bocal " +
  "boussole bouton branche brebis brique brochure brouette bruyère buisson bulle bureau cabane cactus cahier caillou calculette camion " +
  "canard canoë cantine carafe carnet carotte carreau cascade castor cerise chaise chalet chapeau charrue châtaigne chaussette chemin " +
  "cheval chèvre ciment cigale citron clairière clavier cloche coffre colline compas comptoir concombre coquille corbeille coton coussin " +
  "crayon cuillère cyprès damier dauphin dentelle désert diapason domino dragon drapeau dune écharpe échelle éclair écorce écran écureuil " +
  "édredon éléphant enclume entonnoir épi éponge érable escalier escargot étagère étang étoile évier fable falaise fanfare farine faucon " +
  "fenêtre fenouil feuille ficelle figue flacon flamant flocon flûte fontaine forêt fougère fourche fourmi framboise fusée galet galop " +
  "gant garage gazelle genêt girafe gland globe gomme gourde graine grenier grillon grotte guitare hamac hangar haricot herbe hérisson " +
  "hibou hirondelle horloge huile igloo image iris jardin jonquille jumelles jupe kayak koala laine lampe lanterne lavande lentille lézard " +
  "libellule lierre limonade lisière losange loupe loutre lucarne lutin magnolia maïs malle mandarine manège mangue marelle marmite " +
  "marron marteau mésange miel miroir mouette moulin moustache mouton muguet musée myrtille navire neige noisette nuage olive ombrelle " +
  "orage oreiller orgue ortie ourson palmier panier papaye parapluie parquet passerelle peinture pelote perle perron phare piano pigeon " +
  "pinceau pivoine plage plume poire poivron pomme portail potager prairie prune racine radis raisin rameau ravin renard requin rivière " +
  "roseau ruche sable sapin saumon tulipe verger"
).split(" ");

/** Six words drawn with `pick`, which gives a whole number below its limit. */
export function sixWords(pick: (limit: number) => number): string {
  return Array.from({ length: 6 }, () => WORDS[pick(WORDS.length)]).join(" ");
}
